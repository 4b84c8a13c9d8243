import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

// What is installed, built, kept or written by a run is not the source.
const passedOver = new Set(['node_modules', 'dist', 'data', 'results', '.git', '.wrangler'])

/** Every file of the source, as paths from the root; `ends` keeps some endings only. */
export function filesOf(folder = '.', ends: readonly string[] = ['']): string[] {
  const found = readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !passedOver.has(name))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
      return entry.isDirectory() ? filesOf(path) : [path]
    })
  return found.filter((path) => ends.some((end) => path.endsWith(end))).sort()
}

/** TypeScript of everything but the tests. */
export function programFiles(): string[] {
  return ['packages', 'workers', 'web'].flatMap((folder) => filesOf(folder, ['.ts', '.tsx']))
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function stands(path: string): boolean {
  return statSync(join(root, path), { throwIfNoEntry: false }) !== undefined
}

/** A package of the workspace: its folder and what its package.json says. */
export interface Room {
  readonly folder: string
  readonly name: string
  /** The paths that other rooms may import, as they write them. */
  readonly doors: readonly string[]
  readonly runtime: readonly string[]
  readonly development: readonly string[]
}

/** The rooms in the order of the tree. */
export function rooms(): Room[] {
  const folders = ['packages', 'workers'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  )
  return [...folders, 'web', 'test'].map(roomOf)
}

function roomOf(folder: string): Room {
  const said = JSON.parse(textOf(`${folder}/package.json`)) as {
    name: string
    exports?: string | Record<string, string>
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  const exported = typeof said.exports === 'object' ? Object.keys(said.exports) : ['.']
  return {
    folder,
    name: said.name,
    doors: said.exports === undefined ? [] : exported.map((door) => said.name + door.slice(1)),
    runtime: Object.keys(said.dependencies ?? {}),
    development: Object.keys(said.devDependencies ?? {}),
  }
}
