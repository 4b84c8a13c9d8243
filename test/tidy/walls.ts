/** Who may import whom. `ours` and `theirs` are complete: what is not named is a wall. */
export interface Wall {
  /** Rooms of this workspace, without `@commonhour/`. */
  readonly ours: readonly string[]
  /** Libraries. */
  readonly theirs: readonly string[]
  /** Where `node:` may be imported; elsewhere the code also runs in a Worker or a browser. */
  readonly node: 'everywhere' | readonly string[]
}

export const walls: Readonly<Record<string, Wall>> = {
  'packages/contract': { ours: [], theirs: ['valibot'], node: [] },
  'packages/fairness': { ours: ['contract'], theirs: [], node: [] },
  'packages/domain': { ours: ['contract', 'fairness'], theirs: [], node: [] },
  'packages/ledger': {
    ours: ['contract', 'domain', 'fairness'],
    theirs: ['@libsql/client', 'drizzle-orm'],
    node: [],
  },
  // What opens a data directory stands behind `@commonhour/host/node`; Workers never reach it.
  'packages/host': {
    ours: ['contract', 'libsql-local'],
    theirs: ['@libsql/client'],
    node: ['directory.ts', 'migrationFiles.ts', 'node.ts'],
  },
  // It runs wherever somebody wants to check: no SQL, no clock, no door to the outside.
  'packages/proof': { ours: ['contract'], theirs: ['@noble/hashes', 'jose', 'valibot'], node: [] },
  'packages/client': { ours: ['contract'], theirs: ['valibot'], node: [] },
  'packages/libsql-local': { ours: [], theirs: ['libsql'], node: 'everywhere' },
  'packages/cli': {
    ours: ['contract', 'domain', 'fairness', 'host', 'ledger', 'libsql-local', 'proof'],
    theirs: ['@clack/prompts', 'citty', 'csv-parse'],
    node: 'everywhere',
  },
  'workers/api': {
    ours: ['contract', 'domain', 'fairness', 'host', 'ledger', 'proof'],
    theirs: ['@valibot/to-json-schema', 'hono', 'jose', 'valibot'],
    node: ['openapi.write.ts'],
  },
  'workers/identity': {
    ours: ['contract', 'host'],
    theirs: [
      '@better-auth/oauth-provider',
      '@simplewebauthn/server',
      'better-auth',
      'hono',
      'jose',
      'valibot',
    ],
    node: [],
  },
  'workers/courier': {
    ours: ['contract', 'domain', 'host', 'ledger'],
    theirs: ['intl-messageformat', 'ts-ics'],
    node: [],
  },
  'workers/audit': { ours: ['contract', 'host', 'ledger', 'proof'], theirs: [], node: [] },
  // All Workers in one process: the only one that imports the others.
  'workers/standalone': {
    ours: [
      'api',
      'audit',
      'client',
      'contract',
      'courier',
      'host',
      'identity',
      'ledger',
      'libsql-local',
      'proof',
      'web',
    ],
    theirs: [
      '@hono/node-server',
      '@scalar/api-reference',
      'esbuild',
      'hono',
      'jose',
      'libsql',
      'nodemailer',
    ],
    node: 'everywhere',
  },
  web: {
    // proof: in the script of the page that verifies, and in the pages that show a member's proof.
    ours: ['client', 'contract', 'proof'],
    theirs: [
      '@cloudflare/workers-types',
      'esbuild',
      'hono',
      'intl-messageformat',
      'lucide-static',
      'ts-ics',
      'valibot',
    ],
    node: ['build.ts'],
  },
}

/** Rooms that speak SQL; everyone else asks them. */
export const speakSql = ['packages/ledger', 'packages/host', 'packages/libsql-local']

/** Rooms without clock, chance or any door to the outside: what they need to know is handed in. */
export const pure = ['packages/contract', 'packages/fairness', 'packages/domain', 'packages/proof']

/** Names of the outside that a pure room may say all the same, each for its reason. */
export const may: Readonly<Record<string, readonly string[]>> = {
  // Moments are read and written, never asked for.
  'packages/contract': ['Date'],
  // Signatures are WebCrypto's; nothing random is asked of it.
  'packages/proof': ['crypto'],
}
