/** When the same request may be sent again: `now` (facts moved; gather and decide afresh),
 * `later` (something must change first), `never` (the request itself is wrong). */
export type Again = 'never' | 'later' | 'now'
export interface FaultKind {
  readonly status: number
  readonly again: Again
  /** One sentence to the one who asked: what is so, and what to do next. */
  readonly says: string
}

function kind(status: number, again: Again, says: string): FaultKind {
  return { status, again, says }
}

/**
 * Every refusal there is, in the order of the ladder: shape, caller, thing, rule, books, machine.
 */
export const faults = {
  // The shape of the request
  request_is_malformed: kind(
    400,
    'never',
    'Some fields are not right. Mend the ones named and send it again.',
  ),
  body_is_not_json: kind(415, 'never', 'Send the body as application/json.'),
  body_is_too_large: kind(413, 'never', 'The request is larger than 64 kB. Send less at once.'),
  method_is_not_allowed: kind(405, 'never', 'This address does not take that method. See /docs.'),
  idempotency_key_is_missing: kind(400, 'never', 'Send an Idempotency-Key header holding a UUID.'),
  idempotency_key_was_used_otherwise: kind(
    422,
    'never',
    'This Idempotency-Key belongs to another request. Make a new key.',
  ),

  // The caller
  token_is_missing: kind(401, 'never', 'Sign in, or send a Bearer token.'),
  token_is_not_valid: kind(
    401,
    'never',
    'This token is not valid here, or it has ended. Get a new one.',
  ),
  scope_is_missing: kind(
    403,
    'never',
    'This token was not given the scope this needs. Ask for it.',
  ),
  quota_is_used_up: kind(429, 'later', 'Too many requests. Wait as long as Retry-After says.'),
  code_is_wrong: kind(
    400,
    'later',
    'That code is not right. Look at the newest message, or ask for a new code.',
  ),
  code_has_expired: kind(400, 'later', 'That code has run out. Ask for a new one.'),
  sign_in_is_paused: kind(429, 'later', 'Too many tries. Wait a little, then ask for a new code.'),
  session_has_ended: kind(401, 'later', 'You are signed out. Sign in again.'),
  mail_was_not_sent: kind(502, 'later', 'The message could not be sent. Try again in a minute.'),
  actor_is_not_a_member: kind(
    403,
    'later',
    'You are not a member of this community yet. Ask to join it.',
  ),
  actor_is_not_active: kind(
    409,
    'later',
    'Your membership is not active now. Speak to a coordinator.',
  ),
  actor_is_not_a_coordinator: kind(403, 'later', 'Only a coordinator can do this. Ask one.'),
  only_a_steward_seconds: kind(403, 'later', 'Only a steward agrees to this. Ask one of them.'),
  actor_is_not_an_auditor: kind(
    403,
    'later',
    'Only auditors read this list. Ask one of them.',
  ),
  decision_is_in_own_cause: kind(
    403,
    'later',
    'You take part in this yourself. Another coordinator must decide.',
  ),
  actor_may_not_act_for_them: kind(
    403,
    'later',
    'You may not act for this member now. Ask them to let you, or act for yourself.',
  ),
  delegate_may_only_see: kind(
    403,
    'later',
    'You may look for this member, not act. Ask them to do it, or to let you do more.',
  ),
  delegate_may_only_prepare: kind(
    403,
    'later',
    'You may prepare this for the member; they say yes to it themselves. Ask them to.',
  ),
  actor_is_not_a_steward: kind(
    403,
    'later',
    'Only stewards say whom they live with. There is nothing for you to declare.',
  ),
  only_themselves_may_do_this: kind(
    403,
    'never',
    'Nobody may do this for another. Ask the member to do it themselves.',
  ),

  // The thing
  not_found: kind(404, 'never', 'There is nothing here that you may see. Check the address.'),
  community_is_unknown: kind(
    404,
    'never',
    'There is no community of this name here. Check its name.',
  ),
  id_is_taken: kind(409, 'never', 'Something else has this id already. Make a new id.'),
  joining_is_closed: kind(
    409,
    'later',
    'This community takes no new members now. Ring its help line.',
  ),
  terms_are_not_current: kind(409, 'later', 'The terms have changed. Read them again, then join.'),
  person_has_joined_already: kind(
    409,
    'never',
    'You have joined or applied already. There is nothing more to do.',
  ),
  member_is_not_an_applicant: kind(
    409,
    'never',
    'This member is not waiting to be admitted. Look at their page.',
  ),
  member_is_not_active: kind(
    409,
    'later',
    'This member is not active now. A coordinator can tell you more.',
  ),
  member_is_blocked: kind(
    409,
    'later',
    'You asked for no contact with this member. Lift that on your helpers page first.',
  ),
  delegation_is_not_offered: kind(
    409,
    'never',
    'This was answered already, or taken back. Look at it again.',
  ),
  delegation_has_ended: kind(409, 'never', 'This has ended already. A new one may be offered.'),
  slips_have_bad_lines: kind(
    422,
    'later',
    'Some lines cannot be booked, so none was. Mend or leave out the ones named.',
  ),
  slips_are_reversed_already: kind(
    409,
    'never',
    'These slips were taken back already. There is nothing more to do.',
  ),
  slips_are_too_old: kind(
    409,
    'never',
    'Slips are undone together for 30 days. Undo the exchanges one by one now.',
  ),
  check_has_run_out: kind(
    409,
    'never',
    'This check has run out already. Note one that still counts.',
  ),
  concern_is_resolved_already: kind(
    409,
    'never',
    'This concern was answered already. Read what was done.',
  ),
  member_is_not_paused: kind(
    409,
    'never',
    'This member has not paused. There is nothing to return from.',
  ),
  member_is_not_suspended: kind(
    409,
    'never',
    'This member is not suspended. There is nothing more to do.',
  ),
  office_is_held_already: kind(
    409,
    'never',
    'This member holds that office already. There is nothing more to do.',
  ),
  office_is_not_held: kind(409, 'never', 'This member does not hold that office. Look again.'),
  coordinator_is_the_last: kind(
    409,
    'later',
    'A community keeps a coordinator. Have another one appointed first.',
  ),
  motion_is_decided: kind(409, 'never', 'This was decided already. Look at where it stands now.'),
  motion_takes_no_objection: kind(
    409,
    'never',
    'Only what is announced to all can be objected to, while it is. Speak to a coordinator.',
  ),
  actor_is_not_the_proposer: kind(403, 'never', 'Only the one who proposed this takes it back.'),
  amendment_changes_nothing: kind(
    409,
    'never',
    'The charter reads so already. Change at least one number.',
  ),
  amendment_starts_too_soon: kind(
    409,
    'never',
    'Members are told first. Choose a day from tomorrow on, not before what is agreed already.',
  ),
  amendment_is_out_of_date: kind(
    409,
    'never',
    'The charter has changed since this was proposed. Propose it anew.',
  ),
  line_would_be_tighter: kind(
    409,
    'never',
    'Nobody is held closer than the charter says. Choose a line at or below its number.',
  ),
  line_stands_already: kind(
    409,
    'never',
    'This line stands already. There is nothing more to do.',
  ),
  category_is_unknown: kind(
    409,
    'never',
    'This community has no such category. Choose one of its charter.',
  ),
  offer_is_not_open: kind(409, 'never', 'This offer is no longer open. Look at the other offers.'),
  need_is_not_open: kind(409, 'never', 'This need is no longer open. Look at the other needs.'),
  need_is_answered_by_giver: kind(
    409,
    'never',
    'You have answered this already. Look at your answer, or change its day and place.',
  ),
  proposal_has_changed: kind(
    409,
    'later',
    'Other terms were proposed meanwhile. Look at them, then answer.',
  ),
  terms_are_the_same: kind(
    409,
    'never',
    'These are the terms as they stand. Agree to them, or change something.',
  ),
  agreed_time_is_out_of_reach: kind(
    409,
    'never',
    'Choose a time from today on, no further ahead than hours can be set aside.',
  ),
  seconds_cannot_be_split: kind(
    409,
    'never',
    'This is too short to share among so many. Name fewer people, or a longer time.',
  ),
  actor_has_agreed_already: kind(
    409,
    'later',
    'You have said yes already. The others are asked for theirs.',
  ),
  hours_wait_for_the_other: kind(
    409,
    'later',
    'You have said these hours. The other side is asked whether they are right.',
  ),
  hours_have_moved: kind(
    409,
    'later',
    'Some of these hours have moved already. Say that you remember it differently instead.',
  ),
  exchange_is_not_proposed: kind(
    409,
    'never',
    'This was answered already. Look at where it stands now.',
  ),
  exchange_is_not_agreed: kind(
    409,
    'never',
    'This is not agreed, or it is done already. Look at where it stands now.',
  ),
  exchange_is_not_done: kind(
    409,
    'never',
    'This is not said to be done. Look at where it stands now.',
  ),
  exchange_is_not_confirmed: kind(
    409,
    'never',
    'No hours stand as moved here. Look at where it stands now.',
  ),
  exchange_is_not_disputed: kind(
    409,
    'never',
    'Nobody remembers this differently now. Look at where it stands.',
  ),
  actor_said_this: kind(
    409,
    'later',
    'You said this yourself, and the other side answers it. If it is wrong, call it off.',
  ),
  dispute_time_is_over: kind(
    409,
    'never',
    'The time to say that you remember it differently is over. Speak to a coordinator.',
  ),
  settlement_misses_a_receiver: kind(
    409,
    'never',
    'Name every receiver once, with the time each was helped.',
  ),
  actor_did_not_record_this: kind(
    403,
    'never',
    'Only who recorded this can undo it. You can say that you remember it differently.',
  ),
  undo_time_is_over: kind(
    409,
    'never',
    'Ten minutes are over. Say that you remember it differently: a coordinator will help.',
  ),
  hours_were_agreed: kind(
    409,
    'never',
    'You agreed to these hours or recorded them. Say that you remember it differently.',
  ),
  return_time_is_over: kind(
    409,
    'never',
    'The time to give these hours back is over. Speak to a coordinator, or give them as a gift.',
  ),
  agreed_time_has_not_come: kind(
    409,
    'later',
    'Nobody can have missed it yet. Wait for the agreed time, or give another reason.',
  ),
  actor_made_the_proposal: kind(409, 'later', 'You proposed this. The other side answers it.'),
  actor_is_not_the_receiver: kind(403, 'never', 'Only the one who received the help can do this.'),
  actor_is_not_the_giver: kind(403, 'never', 'Only the one who gave the help can do this.'),
  actor_may_not_speak_for_either: kind(403, 'never', 'You must be one of the two to record this.'),
  help_is_in_the_future: kind(
    409,
    'later',
    'That day has not come yet. Record the help when it is done.',
  ),
  transfer_belongs_to_an_exchange: kind(
    409,
    'never',
    'These hours moved by an exchange. Reverse the exchange.',
  ),
  transfer_is_reversed_already: kind(
    409,
    'never',
    'This was reversed already. There is nothing more to do.',
  ),
  transfer_cannot_be_reversed: kind(
    409,
    'never',
    'Only a gift or a booking can be reversed. Book what is right anew.',
  ),
  application_is_waiting: kind(
    409,
    'later',
    'You have an application that waits. Wait for its answer, or take it back.',
  ),
  application_is_answered: kind(
    409,
    'never',
    'This application was answered already. Look at its answer.',
  ),
  asked_this_week: kind(
    409,
    'later',
    'You have asked this member within the last seven days. Ask someone else, or wait.',
  ),
  asking_is_answered: kind(409, 'never', 'You have answered this already. Nothing more to do.'),
  member_has_departed: kind(
    409,
    'never',
    'This member has left. Their account only hands over its hours and closes.',
  ),
  departure_reason_does_not_fit: kind(
    409,
    'never',
    'You leave, or move away; a coordinator enters a death, or what a member asked for.',
  ),
  hours_wait_to_be_handed_over: kind(
    409,
    'later',
    'Hours in hand are handed over once nothing is open, or when the days for it are over.',
  ),
  hours_cannot_go_there: kind(
    409,
    'later',
    'Hours can be handed to an open pool or to another active member. Choose one.',
  ),
  card_is_not_open: kind(
    409,
    'never',
    'This card is done with. Look at Today again for what waits now.',
  ),
  card_is_taken: kind(
    409,
    'later',
    'Another coordinator looks after this. Ask them, or hand it on with a note.',
  ),
  card_cannot_go_to_them: kind(
    409,
    'later',
    'A card goes to a coordinator who is active and takes no part in it. Choose another.',
  ),
  card_ends_by_its_act: kind(
    409,
    'never',
    'This card ends when what it asks for is done. Do that, and it goes by itself.',
  ),
  account_is_not_yours: kind(403, 'never', 'Hours can be given only from an account of your own.'),
  accounts_are_the_same: kind(
    409,
    'never',
    'Hours move between two accounts. Choose another one to receive them.',
  ),

  // The rules (packages/fairness)
  hours_are_not_equal: kind(
    409,
    'never',
    'One hour of help is one hour. The hours moved must be the hours helped.',
  ),
  parties_are_not_two: kind(
    409,
    'never',
    'Help passes between two people, each speaking for themselves.',
  ),
  seconds_are_not_whole: kind(409, 'never', 'Round the time to the step this community uses.'),
  seconds_are_too_many: kind(
    409,
    'later',
    'This is more than one exchange may hold. Split it by days.',
  ),
  credit_floor_reached: kind(
    409,
    'later',
    'This would go below the line this community agreed on.',
  ),
  newcomer_line_reached: kind(
    409,
    'later',
    'Until your first help is given, you can ask for a little less.',
  ),
  help_cannot_be_agreed_yet: kind(
    409,
    'later',
    'This can’t be agreed yet. A coordinator can help. They need not say why.',
  ),
  gift_exceeds_hours_in_hand: kind(
    409,
    'later',
    'You can give the hours you have in hand. Choose a smaller gift.',
  ),
  hours_do_not_end: kind(
    409,
    'never',
    'Hours do not end and are not sold. Move them as help, or give them.',
  ),
  both_must_say_the_hours: kind(
    409,
    'later',
    'This is far from the time you agreed on. Both must say how long it was.',
  ),
  pool_cap_is_reached: kind(
    409,
    'later',
    'The pool has given what it gives one member in this time. A friend’s gift is open.',
  ),
  second_steward_is_needed: kind(
    409,
    'later',
    'This needs two stewards. It waits until another one agrees.',
  ),
  line_needs_an_end: kind(
    409,
    'never',
    'A line is lifted until a day, at most a year away. Name that day.',
  ),
  app_is_admitted_already: kind(
    409,
    'never',
    'This app is admitted already. There is nothing more to do.',
  ),
  app_is_not_admitted: kind(
    403,
    'later',
    'The stewards have not admitted this app, or withdrew it. Ask them.',
  ),
  app_is_not_granted: kind(
    403,
    'later',
    'This account has not granted that to the app. Ask its holder.',
  ),
  app_cap_is_reached: kind(
    409,
    'later',
    'The app has booked all it may for today. Book the rest tomorrow.',
  ),

  // The books (raised inside the database)
  facts_are_stale: kind(409, 'now', 'Something changed at the same moment. Try again now.'),
  ceiling_is_reached: kind(
    409,
    'later',
    'You hold as many hours as you may. Speak to a coordinator.',
  ),
  pool_would_owe: kind(409, 'later', 'A pool cannot owe hours. Choose a smaller number.'),
  account_is_frozen: kind(409, 'later', 'One of the accounts is frozen. Speak to a coordinator.'),
  account_is_closed: kind(409, 'never', 'One of the accounts is closed. Choose another.'),
  hold_is_resolved: kind(409, 'never', 'These hours were settled or returned already. Look again.'),
  hold_has_lapsed: kind(409, 'never', 'The hours set aside ran out. Agree once more.'),
  clock_is_ahead: kind(500, 'later', 'The clock of this machine is wrong. Tell whoever runs it.'),
  transition_is_not_allowed: kind(409, 'now', 'This moved on at the same moment. Look again.'),
  books_are_append_only: kind(500, 'never', 'Written lines never change. Write a new one.'),
  projections_are_trigger_owned: kind(500, 'never', 'A standing changes by transfers only.'),
  leaf_has_no_detail: kind(500, 'never', 'The log takes lines from its own triggers only.'),
  log_is_not_dense: kind(500, 'never', 'A line of the log must follow the one before.'),
  entry_has_no_transfer: kind(500, 'never', 'A statement line comes from its transfer only.'),
  transfer_does_not_match: kind(
    500,
    'never',
    'A transfer must fit the one it resolves, or its exchange.',
  ),
  charter_is_not_in_force: kind(
    409,
    'now',
    'The charter changed at the same moment. Try again now.',
  ),
  charter_is_out_of_order: kind(500, 'never', 'A charter version follows the one before.'),
  agreement_needs_its_hold: kind(500, 'never', 'An agreement sets hours aside in the same batch.'),
  agreement_needs_all_sides: kind(
    500,
    'never',
    'Several receivers agree only when each has said yes.',
  ),
  thanks_were_said: kind(409, 'never', 'You have thanked for this already. Nothing more to do.'),
  confirmation_needs_its_transfer: kind(
    500,
    'never',
    'A confirmation moves hours in the same batch.',
  ),
  motion_is_still_announced: kind(
    500,
    'never',
    'What is announced takes effect when its days have passed.',
  ),
  motion_has_not_been_carried_out: kind(
    500,
    'never',
    'A motion is carried in the batch that does what it says.',
  ),
  hold_is_still_open: kind(500, 'never', 'An exchange ends only when its hold has ended.'),
  grant_needs_its_application: kind(
    500,
    'never',
    'Hours leave a pool by a grant only for an application that waits.',
  ),
  hours_are_still_in_hand: kind(
    500,
    'never',
    'An account of someone who left closes once its hours were handed over.',
  ),
  import_is_not_open: kind(409, 'never', 'Imported lines are taken only while an import is open.'),
  row_is_malformed: kind(500, 'never', 'A row must have its agreed shape.'),
  delivery_is_claimed: kind(
    409,
    'later',
    'Another courier brings this already. Leave it to that one.',
  ),
  row_is_out_of_order: kind(500, 'never', 'A step must follow the one before.'),

  // Bringing a bank in
  file_has_bad_rows: kind(
    422,
    'never',
    'Nothing was brought in. Mend the rows named and run it again.',
  ),

  // The machine
  outcome_unknown: kind(
    503,
    'now',
    'We could not learn whether this was written. Send it again with the same key.',
  ),
  books_are_out_of_reach: kind(
    503,
    'later',
    'The books cannot be reached just now. Nothing was written. Try again soon.',
  ),
  something_failed: kind(
    500,
    'later',
    'Something broke on our side. Nothing of yours is lost. Try again.',
  ),
} as const satisfies Record<string, FaultKind>

export type FaultCode = keyof typeof faults

/** What one rule says of a set of facts (packages/fairness makes these). */
export interface Verdict {
  readonly rule: string
  readonly verdict: 'allow' | 'caution' | 'note' | 'refuse'
  readonly says: string
  readonly facts: Readonly<Record<string, number | string | boolean | null>>
}

/** One field that is not right: where, what was expected, what came. */
export interface FieldFault {
  readonly pointer: string
  readonly expected: string
  readonly received: string
}

/** A refusal as a value. */
export interface Fault {
  readonly fault: FaultCode
  readonly rule?: string
  readonly detail?: string
  /** The ways that are open now instead, by name. */
  readonly ways?: readonly string[]
  /** The exchange that stands in the way, where one does. */
  readonly exchange?: string
  readonly verdicts?: readonly Verdict[]
  readonly fields?: readonly FieldFault[]
  /** Seconds to wait, where waiting helps. */
  readonly retryAfterSeconds?: number
}

/** A refusal from the catalogue. */
export function fault(code: FaultCode, more: Omit<Fault, 'fault'> = {}): Fault {
  return { fault: code, ...more }
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value
}

export function isFaultCode(text: string): text is FaultCode {
  return Object.hasOwn(faults, text)
}
