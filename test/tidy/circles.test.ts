import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { sourceOf } from './source.ts'
import { programFiles } from './tree.ts'

const files = new Set(programFiles())

/** What a file takes from files of its own room, types too: they tie two files as well. */
function neighboursOf(path: string): string[] {
  return sourceOf(path)
    .imports.filter(({ text }) => text.startsWith('.'))
    .map(({ text }) => posix.join(posix.dirname(path), text))
    .filter((found) => files.has(found))
}

/** The first way that leads back to where it began, for each file that has one (depth first). */
function circles(): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const follow = (path: string, way: readonly string[]) => {
    const met = way.indexOf(path)
    if (met >= 0) found.push([...way.slice(met), path].join(' → '))
    if (met >= 0 || done.has(path)) return
    for (const next of neighboursOf(path)) follow(next, [...way, path])
    done.add(path)
  }
  for (const path of files) follow(path, [])
  return found
}

test('no two files need each other, not even for a type', () => {
  expect(circles()).toEqual([])
})
