import * as v from 'valibot'

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
