import { describe, expect, test } from 'vitest'
import { said, sourceOf } from './source.ts'
import { filesOf, programFiles, textOf } from './tree.ts'

const most = { lines: 200, functionLines: 50, columns: 100, handLaidColumns: 120 }

/**
 * A table stands with its guards and triggers in one file, and an applied migration is never cut in
 * two afterwards; so a file of SQL may be longer. It is laid out by hand, condition under
 * condition, so its lines may be wider too.
 */
const mostSqlLines = 450

/** Lists that are looked things up in, not read from the top; one entry follows the other. */
const lists: Readonly<Record<string, number>> = {
  'packages/ledger/tables.ts': 400,
}

const linesOf = (path: string) => textOf(path).trimEnd().split('\n')
const styles = filesOf('web', ['.css'])
const migrations = filesOf('migrations', ['.sql'])

describe('what is read on a screen', () => {
  test('a file has at most 200 lines', () => {
    const long = [...programFiles(), ...styles]
      .map((path) => ({ path, lines: linesOf(path).length }))
      .filter(({ path, lines }) => lines > (lists[path] ?? most.lines))
    expect(long).toEqual([])
  })

  test('a list that may be longer is there, and needs to be', () => {
    const needless = Object.keys(lists).filter((path) => linesOf(path).length <= most.lines)
    expect(needless).toEqual([])
  })

  test('a function has at most 50 lines', () => {
    const long = programFiles().flatMap((path) =>
      sourceOf(path)
        .functions.filter(({ lines }) => lines > most.functionLines)
        .map((one) => `${said(path, one)}: ${one.lines} lines`),
    )
    expect(long).toEqual([])
  })

  test('a line has at most 100 columns, unless it is one long literal', () => {
    const code = [...programFiles(), ...filesOf('test', ['.ts', '.tsx'])]
    const wide = [...code, ...styles, ...migrations].flatMap((path) =>
      linesOf(path)
        .map((text, at) => ({ columns: [...text].length, line: at + 1, text }))
        .filter(({ columns }) => columns > most.columns)
        .filter(({ columns, line }) => columns > mostColumnsOf(path, line))
        .filter(({ text }) => !/^\s*\/\/ biome-ignore/.test(text))
        .map(({ columns, line }) => `${path}:${line} ${columns} columns`),
    )
    expect(wide).toEqual([])
  })

  test(`a migration has at most ${mostSqlLines} lines`, () => {
    const long = migrations.filter((path) => linesOf(path).length > mostSqlLines)
    expect(long).toEqual([])
  })

  test('a file is named after what it holds', () => {
    const vague = /\/(utils?|helpers?|misc|common|shared|lib|stuff)(\.\w+)*(\/|$)/
    expect(filesOf().filter((path) => vague.test(`/${path}`))).toEqual([])
  })
})

function mostColumnsOf(path: string, line: number): number {
  if (path.endsWith('.sql')) return most.handLaidColumns
  if (!/\.tsx?$/.test(path)) return most.columns
  const { laidOut, unbreakable } = sourceOf(path)
  if (unbreakable.has(line) && !laidOut.has(line)) return Number.POSITIVE_INFINITY
  return laidOut.has(line) ? most.handLaidColumns : most.columns
}
