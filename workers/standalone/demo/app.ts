import { isRefusal } from '@commonhour/client'
import { isFault, type Scope } from '@commonhour/contract'
import { type IdentityEnv, registerApp } from '@commonhour/identity'
import type { Cast } from './cast.ts'
import type { Demo } from './file.ts'
import type { Seeder } from './seeder.ts'

const scopes: Scope[] = ['hours:read', 'hours:write', 'needs:read', 'members:read']

/** A food bank's rota software: known to the host, admitted by Rosa, granted by the food bank. */
export async function admitDemoApp(
  seeder: Seeder,
  identityEnv: Pick<IdentityEnv, 'base' | 'open' | 'now'>,
  { members, rosa }: Cast,
): Promise<Demo['app']> {
  const { community } = seeder
  const name = 'Food Bank Rota'
  const redirectUris = ['http://localhost:9999/callback']
  const contact = 'foodbank@riverside.example'
  const registered = await registerApp(identityEnv, { name, redirectUris, scopes, contact })
  if (isFault(registered)) throw new Error(`The demo's app was refused: ${registered.fault}`)
  const { clientId: app, clientSecret } = registered
  const foodBank = members.find(({ kind }) => kind === 'organisation')
  if (foodBank === undefined) throw new Error('The demo has no food bank.')
  const { account } = foodBank
  const admitted = await seeder.as(rosa.person).admitApp({ community, app }, { body: { name } })
  if (isRefusal(admitted)) throw new Error(`The demo's app was not admitted: ${admitted.fault}`)
  const body = { app, dailyCapSeconds: 8 * 3600 }
  const granted = await seeder.as(foodBank.person).grantApp({ community, account }, { body })
  if (isRefusal(granted)) throw new Error(`The food bank did not grant: ${granted.fault}`)
  const resource = `${identityEnv.base}/v1/communities/${community}`
  return { clientId: app, clientSecret, resource, scopes, account }
}
