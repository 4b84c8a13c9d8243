import { amendment, motion, motionStep, office } from '../../support/motions.ts'
import { post, reverse, step } from '../../support/moves.ts'
import { answer, application, grant } from '../../support/poolMoves.ts'
import { day, hour, id, memberStep, now, type Values } from '../../support/rows.ts'
import { of, to } from './exchangeStates.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const ana = { actor: `member:${id('ana')}` }
const luis = { actor: `member:${id('luis')}` }
const clock = { actor: 'clock' }
const missing = 'motion_has_not_been_carried_out'
const seconded = (name: string) => motionStep(name, 0, 'seconded', ana)
const carried = (name: string) => motionStep(name, 1, 'carried')
const back = (e: string) => reverse(`sh${e}`, 'ana', 'luis', 60, of(e))
const reversed = (e: string) => [back(e), step(e, 4, 'reversed')]

/** What lets a motion be carried, and how many of a kind wait. */
export const carryingLaws = [
  law('a reversal is carried right behind the last hours that went back', async (books) => {
    await books.write(office('ana'), ...to('confirmed', '20'), ...to('confirmed', '21'))
    await books.write(motion('r', { kind: 'reversal', ref: id('20') }), seconded('r'))
    await refuses(books, missing, carried('r'))
    await refuses(books, missing, ...reversed('21'), carried('r'))
    // Hours that are back without the step that says so, and a step with something in between.
    await refuses(books, missing, back('20'), carried('r'))
    await refuses(books, missing, ...reversed('20'), office('nia'), carried('r'))
    await books.write(...reversed('20'), carried('r'))
    await booksAreWhole(books)
  }),
  law('a grant is carried right behind the answer that gives its hours', async (books) => {
    await books.write(
      post('i', 'luis', 'ana', 4 * hour),
      post('j', 'ana', 'pool', 3 * hour, { purpose: 'gift' }),
      ...[application('a', 'nia', hour), application('b', 'luis', hour), office('ana')],
      ...[motion('g', { kind: 'grant', ref: id('a') }), seconded('g')],
    )
    const given = [grant('a', 'nia', hour), answer('a', 'granted')]
    await refuses(books, missing, carried('g'))
    await refuses(books, missing, grant('a', 'nia', hour), carried('g'))
    await refuses(books, missing, answer('a', 'declined'), carried('g'))
    await refuses(books, missing, grant('b', 'luis', hour), answer('b', 'granted'), carried('g'))
    await refuses(books, missing, ...given, office('nia'), carried('g'))
    await books.write(...given, carried('g'))
    await booksAreWhole(books)
  }),
  law('of one kind about one thing one motion waits at a time', async (books) => {
    const refused = async (more: Values = {}) =>
      refuses(books, 'motion_is_waiting', motion('n', more))
    await books.write(motion('m'))
    await refused()
    await refused({ body: '{"office":"auditor","note":1}' })
    await refused({ at: now + 30 * day - 1 })
    // About someone else, of another kind, or of another office it is another matter.
    await books.write(
      motion('o', { ref: id('nia') }),
      motion('p', { kind: 'removal' }),
      motion('q', { body: '{"office":"coordinator"}' }),
    )
    await books.write(motionStep('m', 0, 'withdrawn'), motion('r', { announcedUntil: now + day }))
    await refused()
    await books.write(motionStep('r', 0, 'objected', ana))
    await refused({ at: now + 31 * day - 1 })
    // One whose time ran out is in nobody's way, though nobody has said yet that it did.
    await books.write(motion('s', { at: now + 31 * day }))
  }),
  law('amendments are texts of their own and wait side by side', async (books) => {
    const text = { kind: 'amendment', ref: 'charter', body: '{}' }
    await books.write(amendment('m'), motion('m', text), amendment('n'), motion('n', text))
  }),
  law(
    'what a steward proposed who left office since is not carried: it runs out',
    async (books) => {
      const left = 'proposer_left_office'
      const about = (name: string) => ({ ...luis, ref: id(name) })
      await books.write(office('luis'), office('ana'))
      await books.write(motion('m', about('nia')))
      await books.write(motion('n', { ...about('choir'), announcedUntil: now + 7 * day }))
      await books.write(office('luis', 'removed'), motion('r', { ref: id('paul') }))
      await refuses(books, left, seconded('m'))
      const late = { at: now + 7 * day }
      const byTime = motionStep('n', 0, 'carried', { ...clock, ...late })
      await refuses(books, left, office('choir', 'appointed', late), byTime)
      // It stands in no other motion's way, and ends as others do.
      await books.write(seconded('r'), office('paul'), carried('r'))
      await books.write(motionStep('m', 0, 'withdrawn', luis), motionStep('n', 0, 'lapsed', clock))
    },
  ),
  law('who rests is a steward still, and who is suspended is not', async (books) => {
    await books.write(office('luis'), office('ana'))
    await books.write(motion('m', { ...luis, ref: id('nia') }), memberStep('luis', 2, 'paused'))
    await books.write(seconded('m'), office('nia'), carried('m'))
    await books.write(memberStep('luis', 3, 'active'), motion('n', { ...luis, ref: id('choir') }))
    await books.write(memberStep('luis', 4, 'suspended'))
    await refuses(books, 'proposer_left_office', seconded('n'))
  }),
]
