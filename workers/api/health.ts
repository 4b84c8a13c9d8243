import { fault } from '@commonhour/contract'
import { reachRegister } from '@commonhour/host'
import type { ApiContext, Paths } from './context.ts'
import type { ApiEnv } from './env.ts'
import { refuse } from './refuse.ts'

/** `/healthz`: this process answers. `/readyz`: it reaches the host's books as well. */
export function healthPaths(env: ApiEnv): Paths {
  return {
    '/healthz': { GET: (c) => plain(c, 'ok') },
    '/readyz': { GET: (c) => readiness(c, env) },
  }
}

async function readiness(c: ApiContext, env: ApiEnv): Promise<Response> {
  try {
    await reachRegister(env.open('host'))
    return plain(c, 'ready')
  } catch {
    return refuse(c, fault('books_are_out_of_reach'))
  }
}

function plain(c: ApiContext, text: string): Response {
  c.header('Cache-Control', 'no-store')
  return c.text(text)
}
