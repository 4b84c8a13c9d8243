import { describe, expect, test } from 'vitest'
import { said, sourceOf } from './source.ts'
import { programFiles, rooms } from './tree.ts'
import { may, pure, speakSql, walls } from './walls.ts'

const all = rooms().filter(({ folder }) => folder !== 'test')
const files = programFiles()
const roomOf = (path: string) => all.find(({ folder }) => path.startsWith(`${folder}/`))

/** `@scope/name/deep/path` → `@scope/name`; null for a path. */
function packageOf(request: string): string | null {
  if (/^[./]/.test(request) || request.startsWith('node:')) return null
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Every import of every file with its room and its wall. */
function* everyImport() {
  for (const path of files) {
    const room = roomOf(path)
    const wall = room && walls[room.folder]
    if (room === undefined || wall === undefined) continue
    for (const one of sourceOf(path).imports) yield { path, room, wall, one }
  }
}

/** How statements begin; nobody writes these words in a row by chance. */
const sql = new RegExp(
  [
    'select\\s.*\\sfrom\\s',
    'insert\\s+(or\\s+\\w+\\s+)?into\\s',
    'update\\s+\\w+\\s+set\\s',
    'delete\\s+from\\s',
    '(create|drop|alter)\\s+(table|trigger|view|index)\\s',
    '^\\s*(pragma|begin|commit|rollback|savepoint)\\b',
  ].join('|'),
  'is',
)

describe('the walls', () => {
  test('stand around every room', () => {
    expect(files.filter((path) => roomOf(path) === undefined)).toEqual([])
    expect(all.map(({ folder }) => folder).sort()).toEqual(Object.keys(walls).sort())
  })

  test('let through only what ARCHITECTURE lets through', () => {
    const broken: string[] = []
    for (const { one, path, wall } of everyImport()) {
      const name = packageOf(one.text)
      if (name === null) continue
      const ours = name.startsWith('@commonhour/') ? name.slice('@commonhour/'.length) : null
      const may = ours === null ? wall.theirs.includes(name) : wall.ours.includes(ours)
      if (!may) broken.push(said(path, one))
    }
    expect(broken).toEqual([])
  })

  test('have doors: other rooms are entered by name, never by path', () => {
    const doors = all.flatMap((room) => room.doors)
    const broken: string[] = []
    for (const { one, path, room } of everyImport()) {
      const depth = path.slice(room.folder.length + 1).split('/').length - 1
      const ups = one.text.split('/').filter((part) => part === '..').length
      const stranger = one.text.startsWith('@commonhour/') && !doors.includes(one.text)
      if (ups > depth || stranger) broken.push(said(path, one))
    }
    expect(broken).toEqual([])
  })

  test('keep proofs to the one script and the pages that show proofs', () => {
    const there = [...everyImport()]
      .filter(({ one, room }) => room.folder === 'web' && one.text === '@commonhour/proof')
      .map(({ path }) => path)
    expect(there.length).toBeGreaterThan(0)
    expect(there.filter((path) => !/^web\/(script|proofs)\//.test(path))).toEqual([])
  })

  test('keep Node out of what also runs in a Worker or a browser', () => {
    const broken: string[] = []
    for (const { one, path, room, wall } of everyImport()) {
      const file = path.slice(room.folder.length + 1)
      const may = wall.node === 'everywhere' || wall.node.includes(file)
      if (one.text.startsWith('node:') && !may) broken.push(said(path, one))
    }
    expect(broken).toEqual([])
  })

  test('keep SQL in the ledger, the host and the engine', () => {
    const broken = files
      .filter((path) => !speakSql.some((room) => path.startsWith(`${room}/`)))
      .flatMap((path) =>
        sourceOf(path)
          .strings.filter(({ text }) => sql.test(text))
          .map((one) => said(path, one)),
      )
    expect(broken).toEqual([])
  })

  test('leave rules and decisions without a clock, chance or a way out', () => {
    const outside =
      /^(Date|Math\.random|crypto|performance|fetch|process|console|globalThis|setTimeout|setInterval|crypto\.(getRandomValues|randomUUID))$/
    const broken = pure.flatMap((room) =>
      files
        .filter((path) => path.startsWith(`${room}/`))
        .flatMap((path) =>
          sourceOf(path)
            .names.filter(({ text }) => outside.test(text) && !may[room]?.includes(text))
            .map((one) => said(path, one)),
        ),
    )
    expect(broken).toEqual([])
  })
})
