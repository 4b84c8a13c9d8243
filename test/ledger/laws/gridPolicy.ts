/** What may be done to a table's written rows beside appending; everything else is refused. */
export interface Policy {
  /** Columns that an UPDATE may set. */
  readonly mutable?: readonly string[]
  /** Rows of the grid may be deleted. */
  readonly erasable?: boolean
  /** Kept by triggers of other rows: it takes no INSERT at all. */
  readonly derived?: boolean
}

const publication = [
  'title',
  'text',
  'category',
  'area',
  'remote',
  'estimateSeconds',
  'when',
  'language',
  'expiresOn',
]

/** Every table of a community. One without a line here fails the grid. */
export const policies: Readonly<Record<string, Policy>> = {
  account: {},
  account_step: {},
  app_grant: {},
  app_name: { mutable: ['app', 'name'], erasable: true },
  app_step: {},
  asking: {},
  asking_answer: {},
  card_act: {},
  charter: {},
  charter_amendment: {},
  checkpoint: {},
  community: {
    mutable: ['name', 'about', 'languages', 'timeZone', 'helpLine', 'joining', 'mark', 'accent'],
  },
  concern: { erasable: true },
  concern_resolution: {},
  cosigner_step: {},
  delegation: {},
  delegation_step: {},
  delivery: {},
  digest: {},
  departure: {},
  entry: { derived: true },
  erased_person: { erasable: true },
  exchange: {},
  exchange_assent: {},
  exchange_message: {},
  exchange_party: { derived: true },
  exchange_receiver: {},
  exchange_reminder: {},
  exchange_step: {},
  exchange_terms: {},
  exchange_thanks: {},
  exchange_verdict: {},
  expiry_notice: {},
  household_declaration: {},
  // Only rows of 90 days and more, which the grid's are not.
  idempotency: {},
  import: {},
  import_closing: {},
  key_founding: {},
  key_introduction: {},
  key_voiding: {},
  limit_change: {},
  link: {},
  link_step: {},
  log: { derived: true },
  member: {
    mutable: ['name', 'area', 'languages', 'about', 'phone', 'email', 'termsVersion', 'joinedOn'],
  },
  member_block: { erasable: true },
  member_check: {},
  member_choice: { mutable: ['choice', 'value'], erasable: true },
  member_person: { mutable: ['member', 'person'], erasable: true },
  member_step: {},
  memo: { erasable: true },
  motion: {},
  motion_step: {},
  moved_tally: { derived: true },
  need: { mutable: publication },
  need_closing: {},
  node: {},
  offer: { mutable: publication },
  offer_closing: {},
  // Its notices wait in the grid: only a delivered one may go.
  outbox: { mutable: ['deliveredAt'] },
  pool_answer: {},
  pool_application: {},
  report: {},
  report_attachment: {},
  report_request: {},
  // Without its salt a line of balances says nothing of whose it is.
  report_salt: { erasable: true },
  report_signature: {},
  schema_step: {},
  settings_change: {},
  slip: {},
  slip_batch: {},
  slip_reversal: {},
  stewardship: {},
  transfer: {},
}

/** What stands beside the books: the search index, and the runner's own list of migrations. */
export const beside = /^(search_(words|parts)(_.*)?|schema_migration|sqlite_.*)$/
