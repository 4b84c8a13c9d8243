import * as helpers from '../../support/actingRows.ts'
import { amendment, motion, motionStep } from '../../support/motions.ts'
import * as moves from '../../support/moves.ts'
import { poolRows } from '../../support/poolMoves.ts'
import * as proofs from '../../support/proofRows.ts'
import { accountOf, actor, hour, id, insert, leaf, now, Raw } from '../../support/rows.ts'
import { cardAct } from './cards.ts'

/** Rows for every table that the founding leaves empty. */
export function filling() {
  const today = new Raw("CAST(unixepoch('subsec') * 1000 AS INTEGER)")
  const file = { id: id('file'), source: 'paper', digest: 'a'.repeat(64), actor }
  const said = { member: id('ana'), actor: `member:${id('ana')}`, at: now }
  const brought = { outbox: 1, person: 'person-nia', attempt: 0, at: now }
  const closing = { state: 'withdrawn', actor, at: now }
  return [
    insert('memo', { ref: id('t'), part: 'memo', salt: 's', text: 'Thank you' }),
    insert('idempotency', {
      principal: 'p',
      key: 'k',
      fingerprint: 'f',
      ref: 'r',
      step: 1,
      seq: 1,
      at: today,
    }),
    insert('outbox', { kind: 'exchange.done', ref: id('t'), member: id('nia'), at: now }),
    insert('outbox', { kind: 'exchange.done', ref: id('u'), member: id('nia'), at: now }),
    insert('delivery', { ...brought, act: 'claimed', until: now + 1 }),
    insert('delivery', { ...brought, act: 'sent' }),
    insert('digest', { member: id('ana'), week: '2026-W48', at: now }),
    leaf('import', file),
    leaf('import_closing', { import: id('file'), transfers: 0, seconds: 0 }),
    moves.limit('ana', -hour, now),
    moves.accountStep('nia', 'frozen'),
    moves.hold('h', 'ana', 'luis', hour),
    moves.settle('h', 'ana', 'luis', hour),
    moves.reverse('sh', 'ana', 'luis', hour),
    moves.need('n', 'A lift', 'to the clinic', { area: 'north', estimateSeconds: hour }),
    moves.need('m', 'Bread', 'fresh'),
    moves.offer('o', 'Guitar', 'for beginners', { area: 'north', estimateSeconds: hour }),
    moves.offer('p', 'Piano', 'for anyone'),
    insert('expiry_notice', {
      word: 'offer',
      publication: id('p'),
      expiresOn: '2025-02-05',
      at: now,
    }),
    insert('need_closing', { need: id('n'), ...closing }),
    insert('offer_closing', { offer: id('o'), ...closing }),
    ...moves.exchange('e', 'luis', 'ana', { need: id('m') }),
    moves.step('e', 0, 'proposed'),
    moves.assent('e', 'ana', 0),
    moves.verdict('e', 0, 'same-pair'),
    moves.terms('e', 1),
    insert('exchange_message', { number: 1, id: id('words'), exchange: id('e'), ...said }),
    ...moves.exchange('g', 'luis', 'ana'),
    moves.step('g', 0, 'done'),
    ...moves.reminder('g', { step: 0 }),
    moves.post('gp', 'ana', 'luis', hour, { exchange: id('g') }),
    moves.step('g', 1, 'confirmed'),
    insert('exchange_thanks', { exchange: id('g'), member: id('ana'), id: id('tg'), at: now }),
    ...moves.exchange('f', 'luis', 'ana', { offer: id('p') }),
    insert('member_person', { member: id('luis'), person: 'person-luis' }),
    insert('erased_person', { person: 'person-gone' }),
    cardAct('talk', 'opened'),
    cardAct('talk', 'taken'),
    insert('app_name', { app: 'shop', name: 'Shop' }),
    ...poolRows(),
    ...helperRows(),
    ...proofRows(),
    amendment('mo'),
    motion('mo', { kind: 'amendment', ref: 'charter', announcedUntil: now + 60_000 }),
    motionStep('mo', 0, 'objected', { reason: 'too_soon' }),
    motion('mp'),
  ]
}

/** Acting for another, slips, blocks, concerns and checks. */
function helperRows() {
  return [
    helpers.delegation('d', 1),
    helpers.delegationStep('d', 0, 'offered'),
    helpers.delegation('e', 2),
    helpers.delegationStep('e', 0, 'offered'),
    helpers.household('declared'),
    helpers.household('declared', { other: id('nia') }),
    helpers.link('d', 1),
    helpers.linkStep('d', 0, 'asked'),
    helpers.linkStep('d', 1, 'refused'),
    helpers.link('e', 2),
    helpers.linkStep('e', 0, 'asked'),
    helpers.slipBatch('b', { lines: 1 }),
    helpers.slipBatch('c', { lines: 2 }),
    ...moves.exchange('s', 'luis', 'ana'),
    moves.step('s', 0, 'done'),
    helpers.slip('b', 1, 's'),
    helpers.slipReversal('b', 1),
    helpers.block('ana', 'nia'),
    helpers.concern('c', 1),
    helpers.resolution('c'),
    helpers.check('ana'),
    helpers.settingsChange('ana', ['name']),
    helpers.settingsChange(null, ['mark', 'name']),
  ]
}

/** Heads, keys and reports. */
function proofRows() {
  return [
    proofs.nodeRow(0, 0),
    proofs.nodeRow(1, 0),
    proofs.checkpointRow(1),
    proofs.checkpointRow(2),
    proofs.keyFounding(),
    proofs.keyIntroduction('i'),
    proofs.keyVoiding('x'),
    proofs.schemaStep('20261127-9-spine'),
    proofs.reportRequest(1),
    proofs.attachmentRow(1, 0),
    proofs.saltRow(1, accountOf('ana')),
    proofs.reportRow(1),
    proofs.reportRequest(2),
    proofs.attachmentRow(2, 0),
    proofs.saltRow(2, accountOf('ana')),
    proofs.cosignerStep('a'),
    proofs.signatureRow(1, 'a'),
  ]
}
