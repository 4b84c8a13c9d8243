import type { ExchangeLifeWrite } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { insert } from '../insert.ts'
import { newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type WriteOf, type Writers } from './stamp.ts'

export const exchangeLifeWriters: Writers<Exclude<ExchangeLifeWrite['into'], 'exchangeReminder'>> =
  {
    exchangeTerms: ({ into: _, place, ...terms }) => [
      insert(tables.exchangeTerms, terms),
      ...memoRows(`${terms.exchange}:${terms.step}`, 'place', place),
    ],
    exchangeAssent: ({ into: _, ...assent }, stamp) => {
      const { actor, at, seq: logSize } = leafOf(stamp)
      const by = { actor, onBehalfOf: onBehalfOf(stamp) }
      return [insert(tables.exchangeAssent, { ...assent, ...by, at, logSize })]
    },
    exchangeThanks: ({ exchange, id, member, text }, stamp) => {
      const { at } = leafOf(stamp)
      const row = insert(tables.exchangeThanks, { exchange, member, id, at })
      return [row, ...memoRows(id, 'memo', text)]
    },
    exchangeMessage: messageRows,
    exchangeVerdict: ({ into: _, facts, ...said }, stamp) => {
      const { at } = leafOf(stamp)
      return [insert(tables.exchangeVerdict, { ...said, facts: JSON.stringify(facts), at })]
    },
  }

function messageRows(write: WriteOf<'exchangeMessage'>, stamp: Stamp): InStatement[] {
  const { exchange, id, member, text } = write
  const { actor, at } = leafOf(stamp)
  const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM exchange_message)', args: [] }
  const row = insert(tables.exchangeMessage, { number, id, exchange, member, actor, at })
  return [row, ...memoRows(id, 'memo', text)]
}

function onBehalfOf(stamp: Stamp): string | null {
  return stamp.onBehalfOf ?? null
}

/** Words of people, where they can be erased; none where nothing was said. */
function memoRows(ref: string, part: 'place' | 'memo', text: string): InStatement[] {
  return text === '' ? [] : [insert(tables.memo, { ref, part, salt: newSalt(), text })]
}
