import { insert } from '../insert.ts'
import { newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const cardWriters: Writers<'cardAct'> = {
  cardAct: ({ into: _, note, ...act }, stamp) => {
    const { actor, at } = leafOf(stamp)
    const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM card_act)', args: [] }
    const row = insert(tables.cardAct, { number, ...act, actor, at })
    if (note === '') return [row]
    return [row, insert(tables.memo, { ref: act.id, part: 'memo', salt: newSalt(), text: note })]
  },
}
