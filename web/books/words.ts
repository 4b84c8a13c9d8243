import type { StewardAct } from '@commonhour/contract'
import type { MessageKey } from '../messages.ts'
import { isKey } from '../parts/refusals.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** An act in one sentence with who and whom; one without words of its own is read as its code. */
export function sentenceOf(visit: Visit, { about, act, by }: StewardAct): string {
  const { say } = visit
  const name = about.name ?? say('books.somebody')
  if (about.word === 'card') {
    const kind = kindOf(visit, about.kind)
    return say(about.name === null ? 'did.card' : 'did.card.about', { kind, name })
  }
  const key = [`did.${act}`, `did.${about.word}`].find(isKey)
  return key === undefined ? `${by.name}: ${spaced(act)}` : say(key, { by: by.name, name })
}

function kindOf({ say }: Visit, kind: string | null): string {
  const key = `cards.${kind}`
  return isKey(key) ? say(key) : (kind ?? '')
}

/** The closed list that the reason of an act is from: the act's own, else its word's. */
const lists: Readonly<Record<string, (code: string) => string>> = {
  limits: (code) => `lineReason.${code}`,
  steward: (code) => `office.${code}`,
  member: (code) => `suspension.${code}`,
  'member.erased': (code) => `erasureReason.${code}`,
  departure: (code) => `departureReason.${code}`,
  'motion.proposed': (code) => `motionKind.${code}`,
  'motion.objected': (code) => `objection.${code}`,
  slips: (code) => `slipSource.${code}`,
  concern: (code) => `concernOutcome.${code}`,
  check: (code) => `checkKind.${code}`,
  exchange: (code) => `reason.${code}`,
  transfer: (code) => `reason.${code}`,
  card: (code) => `outcome.${code}`,
}

/** Why, in words; '' where an act has no reason. */
export function reasonOf({ say }: Visit, { act, reason }: StewardAct): string {
  if (reason === null) return ''
  const [word = ''] = act.split('.')
  const key = (lists[act] ?? lists[word])?.(reason) ?? ''
  return isKey(key) ? say(key) : spaced(reason)
}

/** Where one reads more, should there be a page that every auditor may open. */
export function addressOf(visit: Visit, { about, act }: StewardAct): string | null {
  const { id, word } = about
  if (word === 'motion') return visit.to('motions', id)
  if (word === 'exchange') return visit.to('exchanges', id)
  if (word === 'charter') return visit.to('charter', 'history')
  if (word !== 'member') return null
  const [kind = ''] = act.split('.')
  const page = { limits: 'line', steward: 'offices' }[kind]
  return page === undefined ? visit.to('members', id) : visit.to('members', id, page)
}

/** When a card was opened, taken, handed on and resolved: "Opened by Rosa Keane, …". */
export function momentOf(visit: Visit, { act, at, by }: StewardAct, timeZone: string): string {
  const when = visit.words.moment(Date.parse(at), timeZone, visit.now)
  const key = `moment.${act}`
  return isKey(key) ? visit.say(key as MessageKey, { by: by.name, when }) : when
}

function spaced(code: string): string {
  return code.replace('.', ': ').replaceAll('_', ' ')
}
