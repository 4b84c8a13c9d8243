import { isFault } from '@commonhour/contract'
import {
  type AnswerLinkFacts,
  type Decision,
  decideLinkAcceptance,
  decideLinkAsking,
  decideLinkEnding,
  decideLinkRefusal,
  type LinkFacts,
  type LinkSideFacts,
  type MemberActor,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, expected, luis, member, nia, rosa, written } from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const elm = member('elm', { by: 'ana', speaksFor: ['ana', 'elm'] })
const side = (id: string, more: Partial<LinkSideFacts> = {}): LinkSideFacts => ({
  ...{ id, kind: 'person', state: 'active', version: 2, hasPerson: true, links: 0, standing: [] },
  ...more,
})
const house = (more: Partial<LinkSideFacts> = {}) =>
  side('elm', { kind: 'household', links: 2, standing: ['ana'], ...more })
const paper = house({ hasPerson: false, standing: [] })

describe('a household or an organisation asks a person', () => {
  const ask = (
    actor: MemberActor,
    of: LinkSideFacts | null = house(),
    linked: LinkSideFacts | null = side('luis'),
  ) => decideLinkAsking({ actor, id: 'k', member: of, linked })
  test.each<[says: string, asked: ReturnType<typeof ask>, code: string]>([
    ['there is no such household', ask(elm, null), 'not_found'],
    ['there is no such person', ask(elm, house(), null), 'not_found'],
    ['a member asks for another', ask(nia), 'actor_is_not_a_coordinator'],
    ['somebody acts for it', ask(rosa), 'only_themselves_may_do_this'],
    ['a coordinator asks themself', ask(rosa, paper, side('rosa')), 'decision_is_in_own_cause'],
    ['it is a person', ask(ana, side('ana', { state: 'paused' })), 'member_is_not_shared'],
    [
      'it rests',
      ask({ ...elm, state: 'paused' }, house({ state: 'paused' })),
      'actor_is_not_active',
    ],
    ['paper rests', ask(rosa, { ...paper, state: 'paused' }), 'member_is_not_active'],
    ['they rest', ask(elm, house(), side('luis', { state: 'paused' })), 'member_is_not_active'],
    ['they are no person', ask(elm, house(), house({ id: 'oak' })), 'only_people_are_linked'],
    [
      'they have no e-mail',
      ask(elm, house(), side('luis', { hasPerson: false })),
      'only_people_are_linked',
    ],
    ['they share it', ask(elm, house(), side('ana')), 'link_stands_already'],
  ])('but not where %s', (_, asked, code) => {
    expect(faultOf(asked)).toBe(code)
  })
  test('who acts for it asks, and the person is told', () => {
    const decided = yes(ask(elm))
    expect(written(decided)).toEqual(['link', 'linkStep', 'tell luis link.asked'])
    expect(expected(decided)).toEqual(['member elm 2', 'member luis 2', 'link elm 2'])
  })
  test('a coordinator asks the first one, where nobody acts for it', () => {
    expect(expected(yes(ask(rosa, paper)))).toEqual([
      ...['office rosa 1', 'member rosa 2', 'member elm 2', 'member luis 2', 'link elm 2'],
    ])
  })
})

const link = (state: LinkFacts['state'] = 'asked', more: Partial<LinkFacts> = {}): LinkFacts => ({
  ...{
    id: 'k',
    member: 'elm',
    memberName: 'Elm Street 4',
    memberState: 'active',
    memberVersion: 3,
    hasPerson: true,
  },
  ...{ linked: 'luis', linkedName: 'Luis Vidal', state, askedAt: 0, steps: 1, version: 3, ...more },
})
/** Nobody signs in as it. */
const onPaper = (state: LinkFacts['state'] = 'asked') => link(state, { hasPerson: false })
const facts = (actor: MemberActor, of = link()): AnswerLinkFacts => ({ actor, link: of })

describe('the person answers', () => {
  test.each([
    ['another says yes', decideLinkAcceptance(facts(ana)), 'not_found'],
    ['it was answered', decideLinkAcceptance(facts(luis, link('refused'))), 'link_is_not_asked'],
    ['they rest', decideLinkAcceptance(facts({ ...luis, state: 'paused' })), 'actor_is_not_active'],
    [
      'it rests',
      decideLinkAcceptance(facts(luis, link('asked', { memberState: 'paused' }))),
      'member_is_not_active',
    ],
    ['another says no', decideLinkRefusal(facts(elm)), 'not_found'],
    ['it was answered with no', decideLinkRefusal(facts(luis, link('ended'))), 'link_is_not_asked'],
  ])('but not where %s', (_, decided, code) => {
    expect(faultOf(decided)).toBe(code)
  })
  test('yes and no are told to it', () => {
    const accepted = yes(decideLinkAcceptance(facts(luis)))
    expect(written(accepted)).toEqual(['linkStep', 'tell elm link.accepted'])
    expect(expected(accepted)).toEqual(['link elm 3', 'member luis 2', 'member elm 3'])
    const refused = yes(decideLinkRefusal(facts(luis)))
    expect(written(refused)).toEqual(['linkStep', 'tell elm link.refused'])
    expect(expected(refused)).toEqual(['link elm 3'])
  })
})

describe('either side ends it', () => {
  test.each([
    ['a stranger', facts(nia, link('accepted')), 'not_found'],
    ['who was only asked', facts(luis), 'link_has_ended'],
    ['what was refused', facts(elm, link('refused')), 'link_has_ended'],
    ['what has ended', facts(luis, link('ended')), 'link_has_ended'],
    ['a coordinator what its people asked', facts(rosa), 'only_themselves_may_do_this'],
    ['a coordinator who rests', facts({ ...rosa, state: 'paused' }), 'actor_is_not_active'],
    ['an auditor', facts({ ...rosa, offices: ['auditor'] }, onPaper()), 'not_found'],
    [
      'a coordinator whom they live with',
      facts({ ...rosa, speaksFor: ['rosa', 'luis'] }, onPaper()),
      'decision_is_in_own_cause',
    ],
    ['a coordinator what was refused', facts(rosa, onPaper('refused')), 'link_has_ended'],
  ])('but not %s', (_, it, code) => {
    expect(faultOf(decideLinkEnding(it))).toBe(code)
  })
  test.each([
    ['the person, and it is told', facts(luis, link('accepted')), 'elm'],
    ['it, and the person is told', facts(elm, link('accepted')), 'luis'],
    ['it takes back what it asked', facts(elm), 'luis'],
  ])('%s', (_, it, told) => {
    const decided = yes(decideLinkEnding(it))
    expect(written(decided)).toEqual(['linkStep', `tell ${told} link.ended`])
    expect(expected(decided)).toEqual(['link elm 3'])
  })
  test('a coordinator takes back what was asked for it on paper, and the person is told', () => {
    const decided = yes(decideLinkEnding(facts(rosa, onPaper())))
    expect(written(decided)).toEqual(['linkStep', 'tell luis link.ended'])
    expect(expected(decided)).toEqual(['office rosa 1', 'member rosa 2', 'link elm 3'])
  })
})
