import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './place.ts'

/** A bank to bring in, and what is known of it from elsewhere than our own reading. */
export interface Bank {
  readonly called: string
  readonly folder: string
  readonly members: number
  readonly offers: number
  readonly needs: number
  readonly transfers: number
  readonly seconds: number
  readonly coordinator: { readonly number: number; readonly name: string }
  /** Where the old bank's own account ended. */
  readonly openingSeconds: number
}

/** Made up for the tests: every odd thing that a file may hold. */
export const smallBank: Bank = {
  called: 'the small bank',
  folder: join(root, 'test/fixtures/small-bank'),
  members: 16,
  offers: 4,
  needs: 3,
  transfers: 57,
  seconds: 415_925,
  coordinator: { number: 2, name: 'Ben Moss Ferrer' },
  openingSeconds: -18_000,
}

// A whole bank with the published totals of a real one; it lies beside the project where there is
// one.
const wholeBank: Bank = {
  called: 'the bank of 319 members',
  folder: process.env.TIME_BANK ?? join(root, '../shared/data/time-bank-319'),
  members: 319,
  offers: 348,
  needs: 193,
  transfers: 2_316,
  seconds: 24_163_200,
  coordinator: { number: 1, name: 'Bo Soler López' },
  openingSeconds: -1_520_100,
}

/** The banks there are here: never none, and a missing one is said. */
export function banksHere(): Bank[] {
  if (existsSync(wholeBank.folder)) return [smallBank, wholeBank]
  console.warn(`${wholeBank.called} is not beside the project; only ${smallBank.called} is tried.`)
  return [smallBank]
}

export function importOf(bank: Bank, more: readonly string[] = [], files: Partial<Files> = {}) {
  const paths = { ...filesOf(bank), ...files }
  const named = Object.entries(paths).flatMap(([word, path]) => [`--${word}`, path])
  return ['import', '--from', 'timeoverflow', '--community', 'portland', ...named, ...more]
}

export interface Files {
  members: string
  posts: string
  transfers: string
}
export function filesOf({ folder }: Bank): Files {
  const [members, posts, transfers] = ['members', 'posts', 'transfers'].map((word) =>
    join(folder, `${word}.csv`),
  ) as [string, string, string]
  return { members, posts, transfers }
}

/** Rows of a file, read as plainly as can be: another reading than the one that is tried. */
export async function plainRows(path: string): Promise<string[][]> {
  const rows: string[][] = [['']]
  let inside = false
  for (const letter of (await readFile(path, 'utf8')).replaceAll('\r', '').trimEnd()) {
    const row = rows.at(-1) as string[]
    if (letter === '"') inside = !inside
    else if (letter === ',' && !inside) row.push('')
    else if (letter === '\n' && !inside) rows.push([''])
    else row.push(`${row.pop()}${letter}`)
  }
  return rows
}

/**
 * Where each member of a bank stands, and what came to them at all, added up from its transfers.
 */
export async function plainStandings(bank: Bank) {
  const standings = new Map<string, { balanceSeconds: number; inSeconds: number }>()
  const add = (side: string, seconds: number) => {
    const { balanceSeconds, inSeconds } = standings.get(side) ?? { balanceSeconds: 0, inSeconds: 0 }
    const more = Math.max(0, seconds)
    standings.set(side, { balanceSeconds: balanceSeconds + seconds, inSeconds: inSeconds + more })
  }
  for (const [from, fromKind, to, toKind, seconds] of await plainRows(filesOf(bank).transfers)) {
    add(fromKind === 'Member' ? `${from}` : 'bank', -Number(seconds))
    add(toKind === 'Member' ? `${to}` : 'bank', Number(seconds))
  }
  return standings
}
