import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** An app acting for itself draws only on organisation accounts that granted it. */
export const appGrant = rule<MoveFacts>({
  name: 'app-grant',
  since: '2026-11-22',
  restsOn: 'product.md, app-line, first half',
  verdict: 'refuse',
  fault: 'app_is_not_granted',
  tells: 'both',
  concerns: ({ app }) => app !== null,
  holds: ({ app, from, purpose }) =>
    app?.granted === true && from.kind === 'organisation' && purpose === 'help',
  says: () =>
    'The app may book help received by an organisation that granted it, and nothing else.',
  shows: ({ app, from }) => ({ granted: app?.granted ?? false, kind: from.kind }),
})
