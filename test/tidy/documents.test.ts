import { checkWords } from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { filesOf, rooms, stands, textOf } from './tree.ts'

const documents = filesOf('.', ['.md'])
const required = [
  'README',
  'ARCHITECTURE',
  'STYLE',
  'DECISIONS',
  'CONTRIBUTING',
  'SECURITY',
  'AUDIT',
  'CHANGELOG',
]
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }

/** Paths of the tree that a text names; of one with `*` or `{…}` in it, the folder. */
function pathsIn(text: string): string[] {
  const found = text.matchAll(
    /(?<![\w/.@-])(packages|workers|web|migrations|test|\.ci)\/[\w.*{}/-]+/g,
  )
  return [...found].map(([path]) => path.replace(/[.,]+$/, '').replace(/\/?[^/]*[*{].*$/, ''))
}

describe('the documents', () => {
  test('stand at the root', () => {
    expect(required.filter((name) => !stands(`${name}.md`))).toEqual([])
    expect(textOf('LICENSE')).toContain('Apache License')
  })

  test.each(documents)('%s names paths that exist', (document) => {
    expect(pathsIn(textOf(document)).filter((path) => !stands(path))).toEqual([])
  })

  test.each(documents)('%s links to documents that exist', (document) => {
    const links = [...textOf(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
    expect(links.map(([, to]) => to ?? '').filter((to) => !stands(to))).toEqual([])
  })

  test.each(documents)('%s tells commands that exist', (document) => {
    const told = [...textOf(document).matchAll(/\bpnpm(?:@12)? (?:run )?([a-z]+)/g)]
    const ownOfPnpm = ['install', 'exec', 'add']
    const unknown = told
      .map(([, name]) => name ?? '')
      .filter((name) => scripts[name] === undefined && !ownOfPnpm.includes(name))
    expect(unknown).toEqual([])
  })

  test('AUDIT explains every check by the name it has on screens', () => {
    const audit = textOf('AUDIT.md')
    const untold = Object.values(checkWords).filter(({ title }) => !audit.includes(`| ${title} |`))
    expect(untold.map(({ title }) => title)).toEqual([])
  })

  test('DECISIONS has a line for every library that runs with us', () => {
    const told = new Set(
      textOf('DECISIONS.md')
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .flatMap(
          (line) =>
            line
              .split('|')[1]
              ?.replace(/\(.*?\)/g, '')
              .split(',') ?? [],
        )
        .map((name) => name.replaceAll('`', '').trim()),
    )
    const untold = rooms()
      .filter(({ folder }) => folder !== 'test')
      .flatMap(({ runtime }) => runtime)
      .filter((name) => !/^@(commonhour|types)\//.test(name) && !told.has(name))
    expect([...new Set(untold)]).toEqual([])
  })
})
