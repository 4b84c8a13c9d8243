import { type Fault, fault, isFault, type Operation } from '@commonhour/contract'
import { openBooks } from '@commonhour/ledger'
import type { ApiContext } from './context.ts'
import type { ApiEnv } from './env.ts'
import { type Fingerprint, readKey } from './idempotency.ts'
import { type ReadBody, readBody, readParams, readQuery, readText } from './input.ts'
import { actingFor, readOnBehalf } from './onBehalf.ts'
import type { LookingAt } from './present.ts'
import type { Register } from './register.ts'
import { refuseScope, refuseUnproven } from './token.ts'
import type { Asked, Caller, CommunityLine, Idempotency } from './types.ts'

/** What the ladder needs beside the request. */
export interface Means {
  readonly env: ApiEnv
  readonly register: Register
  readonly fingerprint: Fingerprint
  readonly present: LookingAt
}

/**
 * From a request to what a handler is asked, in this order: token, scope, how the token was
 * proven, path, query, idempotency key, whom it is asked for, body (size, type, JSON, schema),
 * community, asker. The first rung that fails answers; nothing of a community is opened before all
 * of them held, but to learn at which moment it stands, and whether someone may act for another.
 */
export async function climb(
  c: ApiContext,
  operation: Operation,
  means: Means,
): Promise<Asked<Operation> | Fault> {
  const caller = admit(c, operation)
  if (isFault(caller)) return caller
  const params = readParams(operation, c.req.param())
  if (isFault(params)) return params
  const query = readQuery(operation, new URL(c.req.url).searchParams)
  if (isFault(query)) return query
  const key = readKey(operation, c.req.header('idempotency-key'))
  if (isFault(key)) return key
  const member = readOnBehalf(caller, c.req.header('on-behalf-of'))
  if (isFault(member)) return member
  const read = await receive(c, operation)
  if (isFault(read)) return read
  const community = await communityOf(means, params.community)
  if (isFault(community)) return community
  const wrongAsker = refuseAsker(operation, caller)
  if (wrongAsker) return wrongAsker
  const { env, fingerprint, present } = means
  const books = community && openBooks(env.open(community.database))
  const now = books ? await present(books, community.database, env.now()) : env.now()
  const acting =
    books !== null && member !== null && caller?.kind === 'person'
      ? await actingFor(books, caller, { operation, body: read.body, member, now })
      : caller
  if (isFault(acting)) return acting
  // From here the request is well-formed and let in: what it may do is the handler's to decide.
  // The same key for another member is another request.
  const path = member === null ? c.req.path : `${c.req.path} for ${member}`
  const asked = {
    ...{ params, query, body: read.body, caller: acting, community, env, now, books },
    idempotency: key && { key, fingerprint: await fingerprint('POST', path, read.sent) },
  }
  // The types of Asked narrow by operation; the rungs above have held each of them by value.
  return asked as Loose as Asked<Operation>
}

/** Asked, before an operation's type narrows it. */
type Loose = { idempotency: Idempotency | null; community: CommunityLine | null } & Omit<
  Asked<Operation>,
  'idempotency' | 'community'
>

/** Token, scope, proof. A public operation knows nobody, whatever token comes with it. */
function admit(c: ApiContext, operation: Operation): Caller | null | Fault {
  if (operation.scope === 'public') return null
  // Read already, where the request was counted.
  const caller = c.get('caller') ?? fault('token_is_missing')
  if (isFault(caller)) return caller
  return refuseScope(operation, caller) ?? refuseUnproven(operation, caller) ?? caller
}

async function receive(c: ApiContext, operation: Operation): Promise<ReadBody | Fault> {
  if (operation.method === 'GET') return { sent: {}, body: undefined }
  const text = await readText(c.req.raw)
  if (isFault(text)) return text
  return readBody(operation, text, c.req.header('content-type'))
}

async function communityOf(
  means: Means,
  slug: string | undefined,
): Promise<CommunityLine | null | Fault> {
  return slug === undefined ? null : means.register(means.env, slug)
}

/**
 * An app acting for itself is a member of nothing: it passes only where an operation names apps.
 */
function refuseAsker(operation: Operation, caller: Caller | null): Fault | undefined {
  if (caller?.kind !== 'app' || operation.asker === 'memberOrApp') return undefined
  const coordinator = operation.asker === 'coordinator'
  return fault(coordinator ? 'actor_is_not_a_coordinator' : 'actor_is_not_a_member')
}
