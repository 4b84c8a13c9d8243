import { isFault } from '@commonhour/contract'
import {
  decideClaim,
  decideExpiry,
  decideExpiryNotice,
  decideNoAttempt,
  decideOutcome,
  isGivenUp,
  leaseMs,
  pausesMs,
} from '@commonhour/domain'
import { expect, test } from 'vitest'

const now = 1_000_000
const facts = (attempts: number) => ({ outbox: 7, person: 'ana', attempts })
const actsOf = ({ write }: { write: readonly object[] }) =>
  write.map((one) => ('act' in one ? one.act : (one as { into: string }).into))

test('a claim is the next attempt, for as long as a lease', () => {
  expect(decideClaim(facts(3), now).write).toEqual([
    {
      into: 'delivery',
      outbox: 7,
      person: 'ana',
      attempt: 3,
      act: 'claimed',
      until: now + leaseMs,
    },
  ])
})

test('what is sent or refused for good has an end, and may be told', () => {
  expect(actsOf(decideOutcome(facts(0), 'sent', now, 0))).toEqual(['sent', 'told'])
  expect(actsOf(decideOutcome(facts(9), 'sent', now, 0))).toEqual(['sent', 'told'])
  expect(actsOf(decideOutcome(facts(0), 'refused', now, 0))).toEqual(['bounced', 'told'])
})

test('what fails waits for its pause, a fifth shorter or longer by chance', () => {
  for (const [attempt, pauseMs] of pausesMs.entries()) {
    for (const [chance, share] of [
      [0, 0.8],
      [0.5, 1],
      [0.999999, 1.2],
    ] as const) {
      const { write } = decideOutcome(facts(attempt), 'later', now, chance)
      expect(write).toHaveLength(1)
      const [failed] = write as unknown as { act: string; until: number }[]
      expect(failed?.act).toBe('failed')
      expect(Math.abs((failed?.until ?? 0) - now - share * pauseMs)).toBeLessThanOrEqual(
        pauseMs / 1000,
      )
    }
  }
})

test('pauses grow, and after the last of them it is given up', () => {
  expect(pausesMs).toEqual([...pausesMs].sort((a, b) => a - b))
  expect(actsOf(decideOutcome(facts(pausesMs.length), 'later', now, 0))).toEqual([
    'given_up',
    'told',
  ])
  expect([isGivenUp(facts(pausesMs.length)), isGivenUp(facts(pausesMs.length + 1))]).toEqual([
    false,
    true,
  ])
})

test('an end without an attempt is claimed and ended in one batch', () => {
  for (const act of ['unwanted', 'bounced', 'given_up'] as const) {
    expect(actsOf(decideNoAttempt(facts(0), act, now))).toEqual(['claimed', act, 'told'])
  }
})

const publication = { id: 'n', member: 'ana', state: 'open', expiresOn: '2026-03-20' } as const
const expiry = {
  word: 'need',
  publication,
  today: '2026-03-21',
  proposals: [],
  exchanges: 2,
  freshIds: [],
} as const

test('a need or offer that is closed does not end again', () => {
  for (const [word, token] of [
    ['need', 'need_is_not_open'],
    ['offer', 'offer_is_not_open'],
  ] as const) {
    const closed = { ...publication, state: 'withdrawn' } as const
    const decision = decideExpiry({ ...expiry, word, publication: closed, today: '2026-03-01' })
    expect(isFault(decision) && decision.fault).toBe(token)
  }
})

test('nothing ends on its last day, nor before', () => {
  for (const today of ['2026-03-20', '2026-03-19']) {
    const decision = decideExpiry({ ...expiry, today })
    expect(isFault(decision) && decision.fault).toBe('facts_are_stale')
  }
})

test('after its last day it is closed, and its member is told', () => {
  expect(decideExpiry(expiry)).toEqual({
    expect: [{ word: 'need', id: 'n', version: 2 }],
    write: [
      { into: 'closing', word: 'need', id: 'n', state: 'expired' },
      { into: 'outbox', kind: 'need.expired', ref: 'n', member: 'ana' },
    ],
  })
  expect(decideExpiryNotice({ word: 'offer', publication }).write).toEqual([
    { into: 'expiryNotice', word: 'offer', publication: 'n', expiresOn: '2026-03-20' },
    { into: 'outbox', kind: 'offer.expiring', ref: 'n', member: 'ana' },
  ])
})
