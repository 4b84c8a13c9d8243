import {
  assent,
  exchange,
  hold,
  post,
  receiverRow,
  reverse,
  step,
  terms,
  verdict,
} from '../../support/moves.ts'
import { day, id, insert, now, type Statement } from '../../support/rows.ts'
import { of, to } from './exchangeStates.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const by = (name: string) => ({ actor: `member:${id(name)}` })
const thanks = (e: string, member: string, name: string) =>
  insert('exchange_thanks', { exchange: id(e), member: id(member), id: id(name), at: now })
/** Luis helps nia, at the same step, beside the exchange that a law is about. */
const nias = (e: string, ...steps: Statement[]) => [...exchange(e, 'luis', 'nia'), ...steps]

/** Law 11: what stands beside one exchange, or beside an earlier step, counts for no other. */
export const exchangeOtherLaws = [
  law('terms and yeses are of one exchange and of one step', async (books) => {
    await books.write(...to('proposed', 'e1'), ...to('proposed', 'e2'), terms('e1', 1))
    await refuses(books, 'transition_is_not_allowed', step('e2', 1, 'proposed'))
    await books.write(step('e1', 1, 'proposed'), terms('e2', 1))
    await refuses(books, 'transition_is_not_allowed', step('e1', 2, 'proposed'))
    await books.write(step('e2', 1, 'proposed'))
    await books.write(assent('e1', 'ana', 1), assent('e2', 'ana', 1))
    await books.write(...exchange('e3', 'nia', 'choir'), ...nias('e4'), step('e4', 0, 'proposed'))
    await refuses(books, 'transition_is_not_allowed', assent('e1', 'nia', 1))
  }),
  law('the yes of several is to the newest proposal, by whomever it was made', async (books) => {
    const both = (e: string, proposer: string) => [
      ...exchange(e, 'luis', 'ana'),
      receiverRow(e, 'nia'),
      step(e, 0, 'proposed', by(proposer)),
    ]
    await books.write(...both('e0', 'luis'), assent('e0', 'ana', 0), assent('e0', 'nia', 0))
    await books.write(...both('e1', 'ana'), terms('e1', 1), step('e1', 1, 'proposed', by('luis')))
    await books.write(...both('e2', 'ana'))
    const holds = (e: string) =>
      ['ana', 'nia'].map((name) => hold(`${name}${e}`, name, 'luis', 60, of(e)))
    const luis = assent('e2', 'luis', 0)
    const early = step('e2', 1, 'agreed')
    await refuses(books, 'agreement_needs_all_sides', ...holds('e2'), luis, early)
    await books.write(...holds('e2'), luis, assent('e2', 'nia', 0), early)
    const yeses = [assent('e1', 'ana', 1), assent('e1', 'nia', 1)]
    await books.write(...holds('e1'), ...yeses, step('e1', 2, 'agreed'))
  }),
  law('thanks are for help in which one took part oneself', async (books) => {
    await books.write(...to('confirmed', 'e1'), ...exchange('e2', 'nia', 'choir'))
    await refuses(books, 'transition_is_not_allowed', thanks('e1', 'nia', 't'))
    await books.write(...nias('e3'))
    await refuses(books, 'transition_is_not_allowed', thanks('e1', 'nia', 't'))
  }),
  law('a rule may say the same of another exchange and of a later step', async (books) => {
    await books.write(...to('proposed', 'e1'), verdict('e1', 0, 'same-pair'), ...nias('e3'))
    await books.write(...to('proposed', 'e2'), verdict('e2', 0, 'same-pair'))
    const stranger = verdict('e1', 0, 'same-pair', { receiver: id('nia') })
    await refuses(books, 'row_is_out_of_order', stranger)
    await books.write(terms('e1', 1), step('e1', 1, 'proposed'), verdict('e1', 1, 'same-pair'))
  }),
  law('hours said anew need no hold that still lasts', async (books) => {
    const soon = { ...of('e1'), expiresAt: now + day }
    await books.write(...to('proposed', 'e1'), hold('h', 'ana', 'luis', 60, soon))
    await books.write(step('e1', 1, 'agreed'), step('e1', 2, 'done'))
    await books.write(step('e1', 3, 'done', { at: now + 2 * day }))
  }),
  law('undoing sets aside anew for every receiver, and for no one else’s', async (books) => {
    const both = [...exchange('e1', 'luis', 'ana'), receiverRow('e1', 'nia'), step('e1', 0, 'done')]
    const [ana, nia] = [
      post('t', 'ana', 'luis', 60, of('e1')),
      post('u', 'nia', 'luis', 60, of('e1')),
    ]
    await books.write(...both, ana, nia, step('e1', 1, 'confirmed'))
    await books.write(...exchange('e2', 'luis', 'choir'))
    const back = [
      reverse('t', 'ana', 'luis', 60, of('e1')),
      reverse('u', 'nia', 'luis', 60, of('e1')),
    ]
    const [one, other] = ['ana', 'nia'].map((name) => hold(`k${name}`, name, 'luis', 60, of('e1')))
    const undone = step('e1', 2, 'done')
    for (const held of [one, other] as Statement[]) {
      await refuses(books, 'agreement_needs_its_hold', ...back, held, undone)
    }
    await books.write(...back, one as Statement, other as Statement, undone)
    await booksAreWhole(books)
  }),
]
