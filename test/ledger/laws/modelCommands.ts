import fc from 'fast-check'
import { accountStep, hold, limit, post, release, reverse, settle } from '../../support/moves.ts'
import { day, hour, id, insert, nextSeq, Raw, type Statement } from '../../support/rows.ts'
import type { Model } from './model.ts'

export const names = ['ana', 'luis', 'nia', 'rosa'] as const

const seconds = fc.oneof(
  fc.constantFrom(1, 900, hour),
  fc.integer({ min: 1, max: 12 }).map((h) => h * hour),
)
const name = fc.constantFrom(...names)
const pick = fc.nat({ max: 200 })
const days = fc.integer({ min: 1, max: 40 })
const move = { from: name, to: name, seconds }
const kind = <K extends string>(does: K) => ({ does: fc.constant(does) })

/** One thing that somebody does; `pick` chooses among what was done before. */
export const command = fc.oneof(
  { weight: 8, arbitrary: fc.record({ ...kind('post'), ...move }) },
  { weight: 8, arbitrary: fc.record({ ...kind('hold'), ...move, days }) },
  { weight: 6, arbitrary: fc.record({ ...kind('settle'), pick, seconds }) },
  { weight: 4, arbitrary: fc.record({ ...kind('release'), pick, seconds }) },
  { weight: 6, arbitrary: fc.record({ ...kind('reverse'), pick }) },
  { weight: 3, arbitrary: fc.record({ ...kind('again'), pick }) },
  { weight: 2, arbitrary: fc.record({ ...kind('freeze'), from: name }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...kind('limit'),
      from: name,
      seconds,
      ceiling: fc.option(seconds),
      days: fc.option(days),
    }),
  },
  { weight: 3, arbitrary: fc.record({ ...kind('pass'), days }) },
)
export type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

/** A transfer that was asked for, so that it may be settled, reversed, or asked for again. */
export interface Told {
  name: string
  from: string
  to: string
  seconds: number
  isHold: boolean
  /** Sends it, now or once more; null for one that resolves another. */
  send: (() => Said) | null
  stands: boolean
}
export interface Said {
  readonly statements: Statement[]
  readonly refusal: string | null
}

/** What a command sends, and what the model says of it; null where there is nothing to do. */
export function tell(model: Model, told: Told[], it: Command, t: string): Said | null {
  const at = new Raw('?', [model.now])
  switch (it.does) {
    case 'post':
    case 'hold':
      return begun(model, told, it, t)
    case 'again':
      return sentAgain(told, it.pick)
    case 'settle':
    case 'release': {
      const held = picked(
        told.filter(({ isHold, stands }) => isHold && stands),
        it.pick,
      )
      if (held === null) return null
      const { from, name: ref, to } = held
      const part = it.pick % 3 === 0 ? it.seconds : held.seconds
      const refusal = model.resolve(it.does, ref, t, part)
      const settled = { ...held, name: t, seconds: part, isHold: false, send: null }
      if (refusal === null && it.does === 'settle') told.push(settled)
      const resolve = it.does === 'settle' ? settle : release
      return { statements: [resolve(ref, from, to, part, { id: id(t), at })], refusal }
    }
    case 'reverse': {
      const moved = picked(
        told.filter(({ stands }) => stands),
        it.pick,
      )
      if (moved === null) return null
      const { from, name: ref, seconds: all, to } = moved
      const statements = [reverse(ref, from, to, all, { id: id(t), at })]
      return { statements, refusal: model.reverse(ref) }
    }
    case 'freeze': {
      const who = names.find((one) => model.of(one).frozen) ?? it.from
      const act = model.of(who).frozen ? 'thawed' : 'frozen'
      model.of(who).frozen = act === 'frozen'
      return { statements: [accountStep(who, act, { at })], refusal: null }
    }
    case 'limit': {
      const until = it.days === null ? null : model.now + it.days * day
      const line = { floorSeconds: -it.seconds, ceilingSeconds: it.ceiling, until }
      model.lines.set(it.from, line)
      const more = { ceilingSeconds: it.ceiling, at }
      return { statements: [limit(it.from, line.floorSeconds, until, more)], refusal: null }
    }
    case 'pass':
      model.now += it.days * day
      return { statements: [], refusal: null }
  }
}

type Begin = Extract<Command, { does: 'post' | 'hold' }>

function begun(model: Model, told: Told[], it: Begin, t: string): Said {
  const { does, from, seconds: all, to } = it
  const expiresAt = it.does === 'hold' ? model.now + it.days * day : 0
  const send = () => {
    const more = { at: new Raw('?', [model.now]), ...(does === 'hold' && { expiresAt }) }
    // The key first, so that what is sent again is refused for that and nothing else.
    const key = { principal: 'person-ana', key: t, fingerprint: 'f', ref: id(t), seq: nextSeq }
    const row = insert('idempotency', { ...key, at: model.now })
    const statements = [row, (does === 'post' ? post : hold)(t, from, to, all, more)]
    const refusal = model.begin(does, t, { from, to, seconds: all }, expiresAt)
    if (refusal === null) one.stands = true
    return { statements, refusal }
  }
  const one = { name: t, from, to, seconds: all, isHold: does === 'hold', stands: false, send }
  told.push(one)
  return send()
}

/** The same request once more: refused when it was written, else judged as it is now. */
function sentAgain(told: readonly Told[], pick: number): Said | null {
  const sent = told.flatMap(({ send }) => (send === null ? [] : [send]))
  return picked(sent, pick)?.() ?? null
}

function picked<T>(from: readonly T[], pick: number): T | null {
  return from[pick % Math.max(from.length, 1)] ?? null
}
