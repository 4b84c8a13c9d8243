import * as v from 'valibot'
import { Id } from './ids.ts'
import { Seconds } from './seconds.ts'
import { Name } from './texts.ts'

/** What partner software may be let do. */
export const scopes = [
  'hours:read',
  'hours:write',
  'needs:read',
  'needs:write',
  'members:read',
  'reports:read',
  'webhooks:write',
] as const
export type Scope = (typeof scopes)[number]
export const Scopes = v.array(v.picklist(scopes))

/** The name members read; the app itself is known to the host. */
export const AppAdmission = v.strictObject({ name: Name })
export type AppAdmission = v.InferOutput<typeof AppAdmission>
/** An app as a community sees it. */
export const App = v.object({
  id: Id,
  name: v.string(),
  state: v.picklist(['admitted', 'withdrawn']),
})
export type App = v.InferOutput<typeof App>
/** What an account's holder lets an app book, a day. */
export const AppGrant = v.strictObject({ app: Id, dailyCapSeconds: Seconds })
export type AppGrant = v.InferOutput<typeof AppGrant>
