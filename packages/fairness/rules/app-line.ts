import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** An app stays within the daily cap that the account's holder granted it. */
export const appLine = rule<MoveFacts>({
  name: 'app-line',
  since: '2026-11-22',
  restsOn: 'product.md, app-line, second half',
  verdict: 'refuse',
  fault: 'app_cap_is_reached',
  tells: 'both',
  concerns: ({ app }) => app !== null,
  holds: ({ app, seconds }) =>
    app !== null && app.bookedTodaySeconds + seconds <= app.dailyCapSeconds,
  says: ({ app }) => `The app may book ${hoursOf(app?.dailyCapSeconds ?? 0)} a day here.`,
  shows: ({ app, seconds }) => ({
    seconds,
    bookedTodaySeconds: app?.bookedTodaySeconds ?? 0,
    dailyCapSeconds: app?.dailyCapSeconds ?? 0,
  }),
})
