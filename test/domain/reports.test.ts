import { isFault } from '@commonhour/contract'
import {
  decideCosigner,
  decideCosignerLeaving,
  decideReportRequest,
  decideReportSigning,
  type ReportRequestFacts,
  type ReportSigningFacts,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, member, rosa, today } from './facts.ts'

const omar = member('omar', { offices: ['auditor'], officesVersion: 1 })
const paused = { ...omar, state: 'paused' as const }
const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)

describe('a report is asked for', () => {
  const decide = (more: Partial<ReportRequestFacts>) =>
    decideReportRequest({
      actor: omar,
      last: { no: 2, toOn: '2026-02-10', isWaiting: false },
      request: { from: '2026-02-01', to: '2026-02-20' },
      today,
      ...more,
    })
  const waiting = { no: 2, toOn: '2026-02-28', isWaiting: true }
  test.each<[string, Partial<ReportRequestFacts>, string]>([
    ['by a coordinator', { actor: rosa, last: waiting }, 'actor_is_not_an_auditor'],
    ['by who has paused', { actor: paused, last: waiting }, 'actor_is_not_an_auditor'],
    [
      'while one waits',
      { last: waiting, request: { from: today, to: today } },
      'report_is_waiting',
    ],
    [
      'of a day that is not over',
      { request: { from: '2026-02-01', to: today } },
      'report_period_is_not_over',
    ],
    [
      'that ends before the one before',
      { request: { from: '2026-02-01', to: '2026-02-09' } },
      'report_period_goes_back',
    ],
  ])('%s', (_, more, code) => expect(faultOf(decide(more))).toBe(code))

  test('by an auditor, it has the next number', () => {
    const write = { into: 'reportRequest', no: 3, fromOn: '2026-02-01', toOn: '2026-02-20' }
    expect(decide({})).toMatchObject({
      expect: [{ word: 'office', id: 'omar' }, { word: 'member' }],
      write: [write],
    })
    expect(decide({ last: null })).toMatchObject({ write: [{ no: 1 }] })
  })
})

describe('co-signers', () => {
  const own = { member: 'omar', kid: 'k', x: 'x' }
  const enter = (actor = omar, cosigners = [own].slice(1), needed = 1) =>
    faultOf(decideCosigner({ actor, cosigners }, { x: 'y', needed }, 'j'))
  test('enter in the order of the ladder', () => {
    expect(enter(ana, [own], 9)).toBe('actor_is_not_an_auditor')
    expect(enter(omar, [own], 9)).toBe('id_is_taken')
    expect(enter(omar, [], 2)).toBe('cosigners_are_too_few')
    const write = { into: 'cosigner', member: 'omar', act: 'added', kid: 'j', x: 'y', needed: 1 }
    expect(enter()).toMatchObject({ write: [write] })
  })

  test('leave while enough are left', () => {
    const leave = (actor = omar, needed = 0) =>
      faultOf(decideCosignerLeaving({ actor, cosigners: [own] }, needed))
    expect(leave(ana, 9)).toBe('cosigner_is_unknown')
    expect(leave(omar, 1)).toBe('cosigners_are_too_few')
    expect(leave(paused)).toMatchObject({ write: [{ ...own, act: 'removed', needed: 0 }] })
  })

  test('sign in the order of the ladder', () => {
    const sign = (more: Partial<ReportSigningFacts> = {}) =>
      faultOf(
        decideReportSigning({
          ...{
            actor: omar,
            cosigners: [own],
            report: 4,
            signature: 's',
            isGood: true,
            signedBy: [],
          },
          ...more,
        }),
      )
    const bad = { isGood: false, signedBy: ['k'] }
    expect(sign({ actor: paused, cosigners: [], ...bad })).toBe('actor_is_not_active')
    expect(sign({ cosigners: [], ...bad })).toBe('cosigner_is_unknown')
    expect(sign(bad)).toBe('signature_is_not_good')
    expect(sign({ signedBy: ['k'] })).toBe('report_is_signed_already')
    const write = { into: 'reportSignature', report: 4, kid: 'k', member: 'omar', signature: 's' }
    expect(sign()).toMatchObject({ expect: [], write: [write] })
  })
})
