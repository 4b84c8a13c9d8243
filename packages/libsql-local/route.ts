/** Where a request leads, by method and path as sqld has them. */
export type Route =
  | { to: 'pipeline' | 'create'; namespace: string }
  | { to: 'probe' }
  | { to: 'nowhere' }

const PIPELINE = /^(?:\/dev\/([^/]+))?\/v[23]\/pipeline$/
const PROBE = /^(?:\/dev\/[^/]+)?\/v2$|^\/health$/
const CREATE = /^\/v1\/namespaces\/([^/]+)\/create$/

/** `/v3` is not probed as present: whoever finds it expects cursors, which we do not serve. */
export function routeOf(method: string, path: string): Route {
  if (method === 'GET') return PROBE.test(path) ? { to: 'probe' } : { to: 'nowhere' }
  if (method !== 'POST') return { to: 'nowhere' }
  const pipeline = PIPELINE.exec(path)
  if (pipeline !== null) return { to: 'pipeline', namespace: pipeline[1] ?? 'default' }
  const create = CREATE.exec(path)
  if (create?.[1] !== undefined) return { to: 'create', namespace: create[1] }
  return { to: 'nowhere' }
}
