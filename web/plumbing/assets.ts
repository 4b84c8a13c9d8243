import type { WebEnv } from '../env.ts'

/**
 * The stylesheet, the scripts, the mark and the service worker; at the edge these are served before
 * this Worker is asked.
 */
export function assetOf(env: WebEnv, path: string): Response | undefined {
  const found = env.assets.get(path)
  if (found === undefined) return undefined
  const cached = found.immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
  return new Response(found.bytes, {
    headers: { 'content-type': found.type, 'cache-control': cached },
  })
}
