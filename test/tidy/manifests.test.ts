import { describe, expect, test } from 'vitest'
import { sourceOf } from './source.ts'
import { filesOf, type Room, rooms, stands, textOf } from './tree.ts'

// Declared though no line imports it, each for its reason.
const unseen: Readonly<Record<string, string>> = {
  'workers/standalone libsql': 'left outside the bundle, so it must resolve from standalone',
  'web hono': 'JSX imports it without a line',
  'test axe-core': 'injected into pages as a file',
  'test @redocly/cli': 'run as a program',
  'test @commonhour/cli': 'run as a program',
  'test autocannon': 'run as a program by the benchmarks',
}

/** Names that a room's files mention as a module: imported, or resolved by a string. */
function mentioned({ folder }: Room): Set<string> {
  const words = filesOf(folder, ['.ts', '.tsx']).flatMap((path) => {
    const { imports, strings } = sourceOf(path)
    return [...imports, ...strings].map(({ text }) => text)
  })
  return new Set(words.map(packageOf))
}

function packageOf(request: string): string {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/')
}

const tools = Object.keys(JSON.parse(textOf('package.json')).devDependencies)

describe('the manifest of a room', () => {
  test.each(rooms().map((room) => [room.folder, room] as const))(
    '%s declares what it imports',
    (folder, room) => {
      const declared = [...room.runtime, ...room.development, room.name]
      // The tools that run the tests are the root's: a second vitest would be another vitest.
      if (folder === 'test') declared.push(...tools)
      const missing = filesOf(folder, ['.ts', '.tsx']).flatMap((path) =>
        sourceOf(path)
          .imports.map(({ text }) => text)
          .filter((text) => !/^([./]|node:)/.test(text) && !declared.includes(packageOf(text)))
          .map((text) => `${path} imports ${text}`),
      )
      expect(missing).toEqual([])
    },
  )

  test.each(rooms().map((room) => [room.folder, room] as const))(
    '%s declares nothing else',
    (folder, room) => {
      const seen = mentioned(room)
      const unused = [...room.runtime, ...room.development]
        .filter((name) => !seen.has(name.replace(/^@types\//, '')))
        .filter((name) => unseen[`${folder} ${name}`] === undefined)
      expect(unused).toEqual([])
    },
  )

  test('pins each library once, in the catalog', () => {
    const manifests = ['package.json', ...rooms().map(({ folder }) => `${folder}/package.json`)]
    const loose = manifests.flatMap((path) => {
      const { dependencies, devDependencies } = JSON.parse(textOf(path))
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => version !== 'catalog:' && version !== 'workspace:*')
        .map(([name, version]) => `${path} ${name} ${version}`)
    })
    expect(loose).toEqual([])
  })

  test('opens doors that stand', () => {
    const closed = rooms().flatMap(({ folder }) => {
      const { exports = {} } = JSON.parse(textOf(`${folder}/package.json`))
      const doors = typeof exports === 'string' ? [exports] : Object.values<string>(exports)
      return doors.map((door) => `${folder}/${door.slice(2)}`).filter((path) => !stands(path))
    })
    expect(closed).toEqual([])
  })

  test('at the root runs programs that stand', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const programs = Object.values(scripts).flatMap((line) => line.match(/[\w./-]+\.ts\b/g) ?? [])
    expect(programs.length).toBeGreaterThan(3)
    expect(programs.filter((path) => !stands(path))).toEqual([])
  })
})
