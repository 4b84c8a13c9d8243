const token =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|;|\w+|\s+|[\s\S]/g
const triggerStart = /^CREATE (TEMP |TEMPORARY )?TRIGGER$/

/**
 * Splits a migration into its statements, in order, without the closing semicolons.
 * Knows strings, quoted names, comments, and `CREATE TRIGGER … BEGIN … END`: a trigger ends only
 * at `; END ;`, the rule of SQLite's own `sqlite3_complete`, so a `CASE … END;` inside is no end.
 */
export function splitSql(sql: string): string[] {
  const statements: string[] = []
  let text = ''
  let words: string[] = []
  for (const [piece] of sql.matchAll(token)) {
    if (piece === ';' && isComplete(words)) {
      if (words.length > 0) statements.push(text.trim())
      text = ''
      words = []
      continue
    }
    text += piece
    if (!isSpace(piece)) words.push(piece.toUpperCase())
  }
  if (words.length > 0) statements.push(text.trim())
  return statements
}

function isSpace(piece: string): boolean {
  return piece.trim() === '' || piece.startsWith('--') || piece.startsWith('/*')
}

function isComplete(words: readonly string[]): boolean {
  const isTrigger = [2, 3].some((count) => triggerStart.test(words.slice(0, count).join(' ')))
  return !isTrigger || (words.at(-1) === 'END' && words.at(-2) === ';')
}
