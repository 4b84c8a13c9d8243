/**
 * What a SQL text is, read from its words alone: strings, quoted names and comments are skipped.
 */
export interface SqlShape {
  kind: 'nothing' | 'read' | 'insert' | 'write' | 'transaction' | 'other'
  /** More than one statement; the native engine would silently run the first and drop the rest. */
  many: boolean
  /** Names of its parameters in SQLite's numbering, null for a bare `?`. */
  params: (string | null)[]
  /** What it asks for that a shared connection cannot give, or null. */
  blocked: string | null
  /** Reads or changes rows and cannot end the transaction it stands in by its own words. */
  staysInside: boolean
}

const SKIPPED = /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g
const TRANSACTION = /^(begin|commit|end|rollback|savepoint|release)\b/
const CHANGES = /\b(insert(\s+or\s+\w+)?\s+into|replace\s+into|update|delete\s+from)\b/

/** Reads one SQL text, of one statement or several. */
export function shapeOf(sql: string): SqlShape {
  const words = sql.replace(SKIPPED, (skipped) => (/^['"`[]/.test(skipped) ? "''" : ' '))
  const statements = words.split(';').map((part) => part.trim().toLowerCase())
  const first = statements.find((part) => part !== '') ?? ''
  const kind = kindOf(first)
  return {
    kind,
    many: holdsMany(words.trim().toLowerCase()),
    params: paramsOf(words),
    blocked: statements.map(blockedBy).find((reason) => reason !== null) ?? null,
    staysInside: isRowWork(kind) && !/\bor\s+rollback\b/.test(first),
  }
}

function isRowWork(kind: SqlShape['kind']): boolean {
  return kind === 'read' || kind === 'insert' || kind === 'write'
}

function kindOf(words: string): SqlShape['kind'] {
  if (words === '') return 'nothing'
  if (/^(select|values|explain)\b/.test(words)) return 'read'
  if (/^(insert|replace)\b/.test(words)) return 'insert'
  if (/^(update|delete)\b/.test(words)) return 'write'
  if (TRANSACTION.test(words)) return 'transaction'
  if (/^with\b/.test(words)) {
    const change = CHANGES.exec(words)?.[1]
    if (change === undefined) return 'read'
    return /^(insert|replace)/.test(change) ? 'insert' : 'write'
  }
  return 'other'
}

function holdsMany(words: string): boolean {
  // Inside a trigger's body `end` follows a semicolon only at its very end.
  if (/^create\s+(temp\s+|temporary\s+)?trigger\b/.test(words)) {
    return /;\s*end\s*;[\s;]*[^\s;]/.test(words)
  }
  return /[^\s;][\s;]*;[\s;]*[^\s;]/.test(words)
}

/** SQLite numbers `?` and new names one past the highest so far; `?5` is number 5. */
function paramsOf(words: string): (string | null)[] {
  const params: (string | null)[] = []
  for (const [token] of words.matchAll(/\?\d*|[:@$][\p{L}_][\p{L}\p{N}_$]*/gu)) {
    if (token === '?') params.push(null)
    else if (token.startsWith('?')) {
      const number = Number(token.slice(1))
      while (params.length < number && number <= 32_766) params.push(null)
    } else if (!params.includes(token)) params.push(token)
  }
  return params
}

/** Pragmas that may be given a value: they read, or they end with the request that set them. */
const PRAGMAS = new Set(
  `analysis_limit application_id defer_foreign_keys foreign_key_check foreign_key_list foreign_keys
  incremental_vacuum index_info index_list index_xinfo integrity_check optimize quick_check
  table_info table_list table_xinfo user_version wal_checkpoint`.split(/\s+/),
)

/** All requests of a file share one connection: nothing may stay behind on it or leave its file. */
function blockedBy(words: string): string | null {
  if (/^(attach|detach)\b/.test(words)) return 'one database per connection'
  if (/^vacuum\b.*\binto\b/s.test(words)) return 'VACUUM INTO writes outside the database'
  if (/^create\s+(temp|temporary)\b|^create\b[^(]*\btemp\s*\./.test(words)) {
    return 'temporary tables would outlive their request'
  }
  if (!/^(explain\s.*)?pragma\b/s.test(words)) return null
  const pragma = /pragma\s+(?:\w+\s*\.\s*)?(\w+)\s*([=(]?)/.exec(words)
  if (pragma === null) return 'pragma by a quoted name'
  const [, name = '', value] = pragma
  return value === '' || PRAGMAS.has(name) ? null : `PRAGMA ${name} is set by libsql-local`
}
