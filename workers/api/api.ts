import type { ApiEnv } from './env.ts'
import { handlers as all } from './handlers.ts'
import { serve } from './serve.ts'
import type { Handlers } from './types.ts'

/** What the host saw of where a request came from. */
export interface From {
  /** The caller's network address, counted by the quota where no token is valid. */
  readonly address?: string | undefined
}

/**
 * The API, ready to be asked: in process on standalone and in tests, behind main.ts at the edge.
 */
export interface Api {
  fetch(request: Request, from?: From): Promise<Response>
}

/** @param handlers those of this folder, unless a test brings its own */
export function createApi(env: ApiEnv, handlers: Partial<Handlers> = all): Api {
  const app = serve(env, handlers)
  return { fetch: async (request, from = {}) => app.fetch(request, { address: from.address }) }
}
