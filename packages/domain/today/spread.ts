import type { CardFacts } from './facts.ts'

/** How many chats about hours are asked of coordinators in one week (product.md, Moving in). */
export const talksAWeek = 5

/**
 * Cards without the talks that wait for a later week: the oldest are shown, as many as the last
 * seven days have left room for. So a bank that moves in with sixty members below the line brings
 * five cards a week.
 * @param talkedLately how many talks were resolved in the last seven days
 */
export function spreadTalks(cards: readonly CardFacts[], talkedLately: number) {
  const talks = cards.filter(({ kind }) => kind === 'talk')
  const room = Math.max(0, talksAWeek - talkedLately)
  const later = new Set(talks.slice(room).map(({ id }) => id))
  return { shown: cards.filter(({ id }) => !later.has(id)), laterTalks: later.size }
}
