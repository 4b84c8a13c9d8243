import type { NoticeKind } from '@commonhour/contract'
import { type CharterFacts, type ExchangeFacts, silenceAhead } from '@commonhour/domain'
import {
  type Books,
  charterQuery,
  exchangeQuery,
  lastStepNamesQuery,
  memberNameQuery,
  publicationAsKeptQuery,
  publicationQuery,
  type StepNames,
  snapshot,
  transferNamesQuery,
} from '@commonhour/ledger'
import { digestValues } from '../digest.ts'
import { dayIn } from '../today.ts'
import type { Reading } from './reading.ts'
import { dayInWords, hoursIn, listIn, momentIn, type Say, type Values } from './words.ts'

/** The values of a letter, and the exchange it is about where it is about one. */
export interface About {
  readonly values: Values
  readonly exchange: ExchangeFacts | null
}

/** Kinds that name an exchange though their first word is another. */
const exchangeWords = new Set(['exchange', 'claim', 'line', 'slips'])

/** What stands in the books about a notice; null where it is there no more. */
export async function aboutOf(books: Books, it: Reading): Promise<About | null> {
  const { kind, ref } = it.notice
  const word = kind.split('.')[0] ?? ''
  if (exchangeWords.has(word)) {
    const { charter, exchange, names } = await snapshot(books, {
      charter: charterQuery(it.notice.at),
      exchange: exchangeQuery(ref),
      names: lastStepNamesQuery(ref),
    })
    if (exchange === null || charter === null) return null
    const values = { ...valuesOf(it, exchange, names), ...silenceValues(it, exchange, charter) }
    return { exchange, values }
  }
  const values = await otherValues(books, it, word, kind)
  return values === null ? null : { exchange: null, values }
}

async function otherValues(
  books: Books,
  it: Reading,
  word: string,
  kind: NoticeKind,
): Promise<Values | null> {
  const { language, notice, say } = it
  const { ref } = notice
  if (kind === 'digest.weekly') return digestValues(books, it)
  if (word === 'transfer') {
    const { names } = await snapshot(books, { names: transferNamesQuery(ref) })
    const pool = say('from.pool')
    return (
      names && {
        hours: hoursIn(language, say, names.seconds),
        from: names.from ?? pool,
        to: names.to ?? pool,
      }
    )
  }
  if (word === 'need' || word === 'offer') {
    const queries = {
      line: publicationQuery(word, ref, '0000-01-01'),
      kept: publicationAsKeptQuery(word, ref),
    }
    const { kept, line } = await snapshot(books, queries)
    if (kept === null || line === null) return null
    return { title: line.title, lastDay: dayInWords(language, kept.expiresOn) }
  }
  if (word === 'member' || word === 'talk') {
    const { name } = await snapshot(books, { name: memberNameQuery(ref) })
    return { name: name ?? say('by.somebody') }
  }
  return {}
}

function valuesOf(it: Reading, exchange: ExchangeFacts, step: StepNames | null): Values {
  const { community, language, say } = it
  const { names } = exchange
  const nameOf = (member: string) => names[member] ?? say('by.somebody')
  const receivers = exchange.receivers.map(({ member }) => nameOf(member))
  const reader = it.notice.member ?? ''
  const others = [exchange.giver, ...exchange.receivers.map(({ member }) => member)]
    .filter((member) => member !== reader)
    .map(nameOf)
  const said = exchange.steps.findLast(({ seconds }) => seconds !== null)?.seconds
  const { agreedForAt, estimateSeconds, place, title } = exchange
  return {
    title,
    by: byOf(say, step),
    other: listIn(language, others),
    giver: nameOf(exchange.giver),
    receiver: listIn(language, receivers),
    hours: hoursIn(language, say, estimateSeconds),
    said: hoursIn(language, say, said ?? estimateSeconds),
    when:
      agreedForAt === null ? say('when.open') : momentIn(language, agreedForAt, community.timeZone),
    place: place === '' ? say('place.open') : place,
  }
}

/** What silence will do, and until when what it did may be reopened. */
function silenceValues(
  { community, language, say }: Reading,
  exchange: ExchangeFacts,
  charter: CharterFacts,
): Values {
  const dayOf = (at: number) => dayInWords(language, dayIn(community.timeZone, at))
  const { silence } = charter.body
  const endedAt = exchange.steps.at(-1)?.at ?? exchange.at
  const reopen = dayOf(endedAt + silence.reopenDays * 86_400_000)
  const silent = silenceAhead({ exchange, charter })
  if (silent === null) return { reopen, ahead: '' }
  const day = dayOf(silent.at)
  const { seconds } = silent
  if (seconds === null) return { reopen, ahead: say('silence.rings', { day }) }
  return { reopen, ahead: say('silence.agrees', { day, hours: hoursIn(language, say, seconds) }) }
}

/** "Carla for Ana": whoever acts for another is named with them. */
function byOf(say: Say, step: StepNames | null): string {
  if (step?.by == null) return say('by.clock')
  if (step.onBehalfOf === null || step.onBehalfOf === step.by) return step.by
  return say('by.for', { by: step.by, member: step.onBehalfOf })
}
