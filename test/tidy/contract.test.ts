import { join } from 'node:path'
import { faults, operations } from '@commonhour/contract'
import { findings, ladders } from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { handlers } from '../../workers/api/handlers.ts'
import { openApi } from '../../workers/api/openapi.ts'
import { filesOf, root, textOf } from './tree.ts'

// The tidy tests name things in order to ask for them, so they do not count.
const tests = filesOf('test', ['.ts', '.tsx'])
  .filter((path) => !path.startsWith('test/tidy/'))
  .map(textOf)
  .join('\n')
const isTested = (word: string) => new RegExp(`\\b${word}\\b`).test(tests)
const rules = filesOf('packages/fairness/rules', ['.ts'])

describe('what we promise', () => {
  test('every fault is met by a test', () => {
    expect(Object.keys(faults).filter((code) => !isTested(code))).toEqual([])
  })

  test('every finding of a proof is met by a test, and so is every check', () => {
    const said = [...Object.keys(findings), ...Object.values(ladders).flat()]
    expect(said.filter((code) => !isTested(code))).toEqual([])
  })

  test('every operation has a handler, and no handler is left over', () => {
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(operations).sort())
  })

  test('every operation is met by a test', () => {
    expect(Object.keys(operations).filter((name) => !isTested(name))).toEqual([])
  })

  test.each(rules)('%s is called what its file is called, and is tested', async (path) => {
    const said: Record<string, { name: string; fault?: string }> = await import(join(root, path))
    const name = path.replace(/^.*\/|\.ts$/g, '')
    const [rule, ...more] = Object.values(said)
    expect([rule?.name, more]).toEqual([name, []])
    expect(isTested(name) || isTested(rule?.fault ?? name), `no test names ${name}`).toBe(true)
  })

  test('the description of the API is not stale', () => {
    const kept = JSON.parse(textOf('workers/api/openapi.json'))
    const same = JSON.stringify(kept) === JSON.stringify(openApi())
    expect(same, 'run node workers/api/openapi.write.ts').toBe(true)
  })
})
