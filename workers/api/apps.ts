import { fault, isFault } from '@commonhour/contract'
import { decideAppAdmission, decideAppGrant, doneBy } from '@commonhour/domain'
import {
  appActorQuery,
  appsQuery,
  type Books,
  grantQuery,
  memberActorQuery,
  snapshot,
  speaksForQuery,
  write,
} from '@commonhour/ledger'
import { fellowOf } from './acting.ts'
import type { Handlers, PersonCaller } from './types.ts'

export const apps = {
  listApps: async ({ books, caller }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { items } = await snapshot(books, { items: appsQuery() })
    return { items, next: null }
  },
  admitApp: ({ body, params, ...asked }) => decideApp(asked, params.app, 'admitted', body.name),
  withdrawApp: ({ params, ...asked }) => decideApp(asked, params.app, 'withdrawn', null),
  grantApp: async ({ body, books, caller, now, params }) => {
    const { account } = params
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        app: appActorQuery(body.app),
        speaksFor: speaksForQuery(caller.id, account),
        before: grantQuery(body.app, account, now),
      },
      decide: ({ actor, app, before, speaksFor }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const { version } = before
        const facts = { actor, app, account, speaksFor, grant: body, version }
        const decision = decideAppGrant(facts)
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: account }
      },
      render: () => grantQuery(body.app, account, now),
    })
    if (isFault(written)) return written
    return { app: body.app, account, dailyCapSeconds: written.answer.dailyCapSeconds }
  },
} satisfies Partial<Handlers>

async function decideApp(
  { books, caller, now }: { books: Books; caller: PersonCaller; now: number },
  id: string,
  act: 'admitted' | 'withdrawn',
  name: string | null,
) {
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery(caller),
      app: appActorQuery(id),
      named: appsQuery(id),
    },
    decide: ({ actor, app, named }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      const known = name ?? named[0]?.name ?? ''
      const decision = decideAppAdmission({ actor, app, act, name: known })
      if (isFault(decision)) return decision
      return { decision, ...doneBy(actor), ref: id }
    },
    render: ({ ref }) => appsQuery(ref),
  })
  if (isFault(written)) return written
  return written.answer[0] ?? fault('not_found')
}
