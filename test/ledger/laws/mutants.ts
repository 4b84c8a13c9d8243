/** One change to one trigger or table, in the words of SQL; `sql` null means that it is dropped. */
export interface Mutant {
  readonly name: string
  /** The name of the trigger or table. */
  readonly trigger: string
  readonly sql: string | null
  /** The refusals that its trigger raises; of a RAISE taken out, that one. */
  readonly refusals?: readonly string[]
}
export interface Trigger {
  readonly name: string
  readonly sql: string
}

const raising = /SELECT RAISE\(ABORT, '(\w+)'\)[^;]*;/g

/**
 * Every trigger dropped; every RAISE line taken out, where a trigger has several or does more; and
 * every clause of every condition that guards, taken out of its `OR` or its `AND`.
 */
export function mutantsOf(triggers: readonly Trigger[]): Mutant[] {
  return triggers.flatMap(({ name, sql }) => {
    const refusals = [...sql.matchAll(raising)].map(([, token = '']) => token)
    const mutants = [
      { name: `${name} dropped`, trigger: name, sql: null },
      ...raiseMutants(name, sql),
      ...clauseMutants(name, sql),
    ]
    return apart(mutants.map((mutant) => ({ refusals, ...mutant })))
  })
}

/**
 * One of `of` shares that together are all: whole triggers and tables, in turn by name, since
 * what noticed one mutant of a trigger is likely to notice the next.
 */
export function shareOf(mutants: readonly Mutant[], share: number, of: number): Mutant[] {
  const names = [...new Set(mutants.map(({ trigger }) => trigger))].sort()
  const mine = new Set(names.filter((_, i) => i % of === share))
  return mutants.filter(({ trigger }) => mine.has(trigger))
}

/** Where the same words stand twice, each has a name of its own, so that none hides another. */
function apart(mutants: readonly Mutant[]): Mutant[] {
  return mutants.map((mutant, i) => {
    const before = mutants.slice(0, i).filter(({ name }) => name === mutant.name).length
    return before === 0 ? mutant : { ...mutant, name: `${mutant.name} (${before + 1})` }
  })
}

function raiseMutants(trigger: string, sql: string): Mutant[] {
  const statements = sql.slice(sql.search(/\bBEGIN\b/)).match(/;/g)?.length ?? 0
  if (statements < 2) return []
  return [...sql.matchAll(raising)].map(([line, token = ''], i) => ({
    refusals: [token],
    name: `${trigger} without its RAISE ${i + 1} (${token})`,
    trigger,
    sql: sql.replace(line, ''),
  }))
}

/** Every CHECK of a table made to allow all, one at a time. */
export function checkMutantsOf(tables: readonly Trigger[]): Mutant[] {
  return tables.flatMap(({ name, sql }) =>
    [...sql.matchAll(/CHECK \(/g)].map(({ index }) => {
      const from = index + 'CHECK ('.length
      const to = closingAt(sql, from)
      const rule = short(sql.slice(from, to))
      const mutated = `${sql.slice(0, from)}1${sql.slice(to)}`
      return { name: `${name} without CHECK ${rule}`, trigger: name, sql: mutated }
    }),
  )
}

/**
 * Takes `OR x` and `AND x` out one at a time, at every depth, and the first of each run as well.
 */
function clauseMutants(trigger: string, sql: string): Mutant[] {
  const from = sql.search(/\bON \w+/)
  const mutants: Mutant[] = []
  for (const { index, 0: word } of sql.matchAll(/\b(AND|OR)\b/g)) {
    if (index < from || inComment(sql, index) || isBetween(sql, index)) continue
    const end = clauseEnd(sql, index + word.length)
    const start = clauseStart(sql, index)
    const after = `${sql.slice(0, index)}${sql.slice(end)}`
    const before = `${sql.slice(0, start)} ${sql.slice(index + word.length)}`
    mutants.push({
      name: `${trigger} without: ${short(sql.slice(index, end))}`,
      trigger,
      sql: after,
    })
    if (isFirst(sql, start)) {
      const clause = short(sql.slice(start, index))
      mutants.push({ name: `${trigger} without first: ${clause}`, trigger, sql: before })
    }
  }
  return mutants
}

const openers = /^(\(|CASE\b)/i
const closers = /^(\)|END\b)/i
const bounds = /^(AND|OR|BEGIN|THEN|ELSE|WHEN|ORDER|GROUP|LIMIT|UNION|;|,)(?!\w)/

/** Where the clause that begins at `at` ends: at the next bound of its own depth. */
function clauseEnd(sql: string, at: number): number {
  let depth = 0
  for (let i = at; i < sql.length; i++) {
    const rest = wordAt(sql, i)
    if (rest === null) continue
    if (openers.test(rest)) depth++
    else if (closers.test(rest) && depth-- === 0) return i
    else if (depth === 0 && bounds.test(rest)) return i
  }
  return sql.length
}

/** Where the parenthesis that was opened just before `from` closes. */
function closingAt(sql: string, from: number): number {
  let depth = 0
  for (let i = from; i < sql.length; i++) {
    if (sql[i] === '(') depth++
    if (sql[i] === ')' && depth-- === 0) return i
  }
  throw new Error('A parenthesis is not closed')
}

function clauseStart(sql: string, at: number): number {
  const starts = [...sql.slice(0, at).matchAll(/\b(WHERE|WHEN|AND|OR|NOT EXISTS|ON)\b|\(/g)]
  for (const { 0: word, index } of starts.reverse()) {
    const start = index + word.length
    if (!isBetween(sql, index) && clauseEnd(sql, start) === at) return start
  }
  return at
}

function isFirst(sql: string, start: number): boolean {
  return !/\b(AND|OR)$/.test(sql.slice(0, start).trimEnd())
}

/** The text from a place where a word or sign begins, else null. */
function wordAt(sql: string, i: number): string | null {
  const inside = /\w/.test(sql[i] ?? '') && /\w/.test(sql[i - 1] ?? '')
  return inside ? null : sql.slice(i, i + 10)
}

function isBetween(sql: string, at: number): boolean {
  return /\bBETWEEN\s+\S+\s*$/.test(sql.slice(0, at))
}

function inComment(sql: string, at: number): boolean {
  return sql.slice(sql.lastIndexOf('\n', at) + 1, at).includes('--')
}

function short(clause: string): string {
  return clause.replace(/\s+/g, ' ').trim().slice(0, 90)
}
