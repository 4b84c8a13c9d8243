import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Who gives more than a person should in a few days is asked whether someone may share it. */
export const carerLoad = rule<MoveFacts>({
  name: 'carer-load',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter carerLoad',
  verdict: 'caution',
  tells: 'to',
  concerns: ({ purpose, to, habits }) =>
    purpose === 'help' && to.kind === 'member' && habits != null,
  holds: (facts) => givenSeconds(facts) <= facts.charter.carerLoad.seconds,
  says: (facts) =>
    `With this you give ${hoursOf(givenSeconds(facts))} in ${facts.charter.carerLoad.days} days. Shall we find someone to share it?`,
  shows: (facts) => ({
    givenSeconds: givenSeconds(facts),
    loadSeconds: facts.charter.carerLoad.seconds,
    days: facts.charter.carerLoad.days,
  }),
})

function givenSeconds({ habits, seconds }: MoveFacts): number {
  return (habits?.givenSeconds ?? 0) + seconds
}
