import { describe, expect, test } from 'vitest'
import { filesOf, textOf } from './tree.ts'

const texts = filesOf().filter(
  (path) => !/\.(png|jpg|ico|woff2|db)$/.test(path) && !path.startsWith('test/tidy/'),
)

function linesWith(pattern: RegExp, files = texts): string[] {
  return files.flatMap((path) =>
    textOf(path)
      .split('\n')
      .map((line, at) => ({ line, at }))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, at }) => `${path}:${at + 1} ${line.trim().slice(0, 100)}`),
  )
}

describe('nothing is left lying about', () => {
  test('no path of one machine', () => {
    expect(linesWith(/(^|[^\w.])\/(work|root|home|Users)\/\w/)).toEqual([])
  })

  test('no host of a package registry, in the lock file neither', () => {
    expect(linesWith(/registry\.[\w-]+\.\w+|tarball:|\bnpmrc\b/)).toEqual([])
  })

  test('nothing put off', () => {
    expect(linesWith(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
  })

  test('no test that is alone, skipped or only promised', () => {
    const tests = texts.filter((path) => /\.test\.tsx?$/.test(path))
    expect(
      linesWith(
        /\b(test|it|describe|suite)\.(only|skip|todo|skipIf|runIf)\b(?!\(process\.platform)/,
        tests,
      ),
    ).toEqual([])
    expect(tests.length).toBeGreaterThan(20)
  })
})
