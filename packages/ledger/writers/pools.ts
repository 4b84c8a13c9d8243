import type { DepartureWrite, PoolWrite } from '@commonhour/domain'
import { insert, momentNow } from '../insert.ts'
import { newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type Writers } from './stamp.ts'

export const poolWriters: Writers<PoolWrite['into']> = {
  poolApplication: ({ into: _, text, ...application }, stamp) => {
    const row = insert(tables.poolApplication, { ...forWhom(stamp), ...application })
    const words = { ref: application.id, part: 'memo' as const, salt: newSalt(), text }
    return text === '' ? [row] : [row, insert(tables.memo, words)]
  },
  poolAnswer: ({ into: _, ...answer }, stamp) => [
    insert(tables.poolAnswer, { ...forWhom(stamp), ...answer }),
  ],
  asking: ({ into: _, ...asking }, { actor, now }) => {
    const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM asking)', args: [] }
    return [insert(tables.asking, { number, ...asking, actor, at: momentNow(now) })]
  },
  askingAnswer: ({ into: _, ...answer }, { actor, now }) => [
    insert(tables.askingAnswer, { ...answer, actor, at: momentNow(now) }),
  ],
  choice: ({ choice, member, value }) => [
    {
      sql: `INSERT INTO member_choice (member, choice, value) VALUES (?, ?, ?)
        ON CONFLICT (member, choice) DO UPDATE SET value = excluded.value`,
      args: [member, choice, value],
    },
  ],
}

export const departureWriters: Writers<DepartureWrite['into']> = {
  departure: ({ handTo, member, reason }, stamp) => {
    // Whoever leaves by themself does so for nobody else; anyone else does it for them.
    const onBehalfOf = stamp.actor === `member:${member}` ? null : member
    return [insert(tables.departure, { ...leafOf(stamp), member, reason, handTo, onBehalfOf })]
  },
}

function forWhom(stamp: Stamp) {
  return { ...leafOf(stamp), onBehalfOf: stamp.onBehalfOf ?? null }
}
