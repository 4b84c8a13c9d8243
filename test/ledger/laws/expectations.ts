import { delegation, delegationStep, household, link, linkStep } from '../../support/actingRows.ts'
import { motion, motionStep } from '../../support/motions.ts'
import {
  accountStep,
  assent,
  exchange,
  limit,
  need,
  offer,
  post,
  step,
} from '../../support/moves.ts'
import { answer, application } from '../../support/poolMoves.ts'
import {
  actor,
  charterRow,
  hour,
  id,
  insert,
  leaf,
  memberStep,
  now,
  type Statement,
} from '../../support/rows.ts'
import { law, refuses } from './law.ts'

const expects = (word: string, name: string, version: number | null, verb = 'INSERT') =>
  insert('expectation', { word, id: name, version }, verb)

/** What each word counts: what it is of, its version now, and what moves it on by one. */
const counted: [word: string, of: string, version: number, moves: Statement[]][] = [
  ['account', id('$ana'), 2, [post('t', 'ana', 'luis', hour)]],
  ['account', id('$nia'), 0, [limit('nia', -hour, null)]],
  ['account', id('$nia'), 0, [accountStep('nia', 'frozen')]],
  ['member', id('ana'), 2, [memberStep('ana', 2, 'paused')]],
  ['exchange', id('e1'), 0, [step('e1', 1, 'declined')]],
  ['charter', '', 1, [charterRow(2, now)]],
  [
    'office',
    id('rosa'),
    2,
    [leaf('stewardship', { member: id('rosa'), office: 'auditor', act: 'removed', actor })],
  ],
  [
    'grant',
    `library ${id('$choir')}`,
    1,
    [
      leaf('app_grant', {
        app: 'library',
        account: id('$choir'),
        step: 1,
        act: 'withdrawn',
        dailyCapSeconds: 0,
        actor,
      }),
    ],
  ],
  ['applicant', id('nia'), 0, [application('a', 'nia', hour)]],
  ['applicant', id('nia'), 1, [answer('a', 'withdrawn')]],
  ['motion', id('m'), 0, [motionStep('m', 0, 'withdrawn')]],
  ['need', id('n'), 0, exchange('e2', 'luis', 'ana', { need: id('n'), charter: 2 })],
  ['assent', id('e3'), 0, [assent('e3', 'ana', 0)]],
  ['offer', id('o'), 0, exchange('e4', 'luis', 'ana', { offer: id('o'), charter: 2 })],
  ['person', 'eva', 0, [insert('member_person', { member: id('ana'), person: 'eva' })]],
  [
    'delegation',
    `${id('ana')} ${id('nia')}`,
    0,
    [delegation('d', 1), delegationStep('d', 0, 'offered')],
  ],
  ['link', id('choir'), 0, [link('k', 1), linkStep('k', 0, 'asked')]],
  ['link', id('ana'), 1, [linkStep('k', 1, 'refused')]],
  // Eva signs in as ana: what lets her act, homes that either declares, and links count.
  [
    'cause',
    'eva',
    2,
    [
      delegation('q', 2, { member: id('luis'), delegate: id('ana') }),
      delegationStep('q', 0, 'offered'),
    ],
  ],
  ['cause', 'eva', 3, [household('declared', { member: id('ana'), other: id('nia') })]],
  ['cause', 'eva', 4, [household('declared', { member: id('rosa'), other: id('ana') })]],
  ['cause', 'eva', 5, [link('x', 2), linkStep('x', 0, 'asked')]],
  ['app', 'library', 1, [leaf('app_step', { app: 'library', step: 1, act: 'withdrawn', actor })]],
]

/** Law 12: what a rule counted is guarded. */
export const expectationLaws = [
  law('fresh facts pass, and a batch that counted older ones is refused', async (books) => {
    const lift = need('n', 'A lift', 'x')
    const bread = offer('o', 'Bread', 'x')
    await books.write(lift, bread, ...exchange('e1', 'luis', 'ana'), step('e1', 0, 'proposed'))
    await books.write(...exchange('e3', 'luis', 'ana'), step('e3', 0, 'proposed'))
    await books.write(motion('m'))
    for (const [i, [word, of, version, moves]] of counted.entries()) {
      const before = i === 2 ? 1 : version
      await books.write(expects(word, of, before))
      for (const stale of [before - 1, before + 1]) {
        await refuses(books, 'facts_are_stale', expects(word, of, stale))
      }
      await books.write(expects(word, of, before), ...moves)
      for (const verb of ['INSERT', 'INSERT OR IGNORE', 'INSERT OR REPLACE']) {
        await refuses(books, 'facts_are_stale', expects(word, of, before, verb))
      }
      await books.write(expects(word, of, before + 1))
    }
  }),
  law('nobody counts what does not stand, or a word that is none', async (books) => {
    for (const word of ['account', 'member', 'exchange', 'motion', 'weather', '']) {
      await refuses(books, 'facts_are_stale', expects(word, 'none', 0))
    }
    for (const word of [
      'office',
      'grant',
      'app',
      'person',
      'delegation',
      'link',
      'cause',
      'applicant',
      'need',
      'offer',
      'assent',
    ]) {
      await books.write(expects(word, 'none', 0))
      await refuses(books, 'facts_are_stale', expects(word, 'none', 1))
    }
  }),
]
