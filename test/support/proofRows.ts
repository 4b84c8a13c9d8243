import { actor, id, insert, leaf, now, type Values } from './rows.ts'

// Rows of heads, keys and reports, with the defaults most tests want.

/** A hash in hex, or a key in base64url, that is of the right shape and means nothing. */
export const someHash = (letter: string) => letter.repeat(64)
export const someKey = (letter: string) => letter.repeat(43)

export function nodeRow(level: number, position: number, more: Values = {}, verb = 'INSERT') {
  return insert('node', { level, position, hash: someHash('a'), ...more }, verb)
}
export function checkpointRow(size: number, more: Values = {}) {
  return insert('checkpoint', { size, root: someHash('b'), at: now, note: 'a note', ...more })
}
export function keyFounding(more: Values = {}) {
  const keys = { x: someKey('x'), recoveryX: someKey('r') }
  return leaf('key_founding', { origin: 'riverside.example/riverside', ...keys, ...more })
}
export function keyIntroduction(letter: string, more: Values = {}) {
  const key = { use: 'receipt', x: someKey(letter), generation: 0 }
  return leaf('key_introduction', { ...key, signedBy: someKey('k'), signature: 's', ...more })
}
export function keyVoiding(letter: string, more: Values = {}) {
  const what = { kid: someKey(letter), fromSize: 3 }
  return leaf('key_voiding', { ...what, signedBy: someKey('k'), signature: 's', ...more })
}
export function schemaStep(name: string, more: Values = {}) {
  return leaf('schema_step', { name, digest: someHash('c'), ...more })
}
export function reportRequest(no: number, more: Values = {}) {
  return leaf('report_request', { no, fromOn: '2025-01-01', toOn: '2025-01-05', actor, ...more })
}
export function reportRow(no: number, more: Values = {}) {
  const sizes = { fromSize: 0, toSize: 3 }
  const said = { root: someHash('d'), digest: someHash('e'), jws: 'a.b.c' }
  return leaf('report', { no, ...sizes, ...said, ...more })
}
export function attachmentRow(report: number, part: number, more: Values = {}) {
  return insert('report_attachment', { report, name: 'balances.jsonl', part, text: '{}', ...more })
}
export function saltRow(report: number, account: string, more: Values = {}) {
  return insert('report_salt', { report, account, place: 0, salt: someHash('f'), ...more })
}
export function cosignerStep(letter: string, more: Values = {}) {
  const key = { kid: someKey(letter), publicKey: someKey(letter) }
  return leaf('cosigner_step', {
    member: id('rosa'),
    act: 'added',
    ...key,
    needed: 0,
    actor,
    ...more,
  })
}
export function signatureRow(report: number, letter: string, more: Values = {}) {
  const by = { kid: someKey(letter), member: id('rosa') }
  return insert('report_signature', { report, ...by, signature: 's', at: now + 1, ...more })
}
