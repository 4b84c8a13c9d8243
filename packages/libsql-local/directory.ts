import { join, resolve } from 'node:path'
import type { FileOf } from './files.ts'

const SLUG = /^[a-z][a-z0-9-]{1,39}$/

/**
 * The layout of DATA_DIR: namespace `host` is `host.db`, `audit` is `audit.db`, every other slug
 * is `communities/{slug}.db`; null for what is no slug. So no community can be named host or audit.
 */
export function dataDirectory(directory: string): FileOf {
  const root = resolve(directory)
  return (namespace) => {
    if (!SLUG.test(namespace)) return null
    if (namespace === 'host' || namespace === 'audit') return join(root, `${namespace}.db`)
    return join(root, 'communities', `${namespace}.db`)
  }
}
