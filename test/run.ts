// `pnpm test`: format, lint, types, then every test. `pnpm test -- WORD` runs the test files whose
// path holds the word, and nothing else. `pnpm test:long` is the same with more seeds, runs, kills.
// Ends with one line `N passed, N failed`.
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** These start programs of their own (workerd, a browser, the whole thing): one file at a time. */
const alone = ['edge', 'stories', 'start']
/** Measured by `pnpm bench`, never judged by a clock. */
const notTests = ['bench']

interface Kind {
  readonly name: string
  readonly passed: number
  readonly failed: number
  /** Left out on this machine; the test says for which. */
  readonly leftOut: number
  readonly seconds: number
}
/** What vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly startTime: number
    readonly endTime: number
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

const began = Date.now()
const given = process.argv.slice(2).filter((word) => word !== '--')
const words = given.filter((word) => word !== '--long')
// Read by test/support/long.ts, in whatever we start.
if (given.includes('--long')) process.env.TEST_LONG = '1'
const temporary = await mkdtemp(join(tmpdir(), 'commonhour-run-'))
const kinds: Kind[] = []
try {
  if (words.length === 0) {
    kinds.push(await checked('format, lint', 'biome', ['ci', '.']))
    kinds.push(await checked('types', 'tsc', []))
  }
  const files = (await testFiles()).filter((file) => words.every((word) => file.includes(word)))
  const togetherFiles = files.filter((file) => !['tidy', ...alone].includes(kindOf(file)))
  kinds.push(...(await tested(filesOfKind(files, 'tidy'), 'tidy')))
  kinds.push(...(await tested(togetherFiles, 'all')))
  for (const kind of alone) {
    kinds.push(...(await tested(filesOfKind(files, kind), 'all', '--no-file-parallelism')))
  }
} finally {
  await rm(temporary, { recursive: true, force: true })
}
process.exitCode = conclude(kinds)

/** Every test file there is, as paths from the root. */
async function testFiles(): Promise<string[]> {
  const found = await readdir(join(root, 'test'), { recursive: true })
  return found
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('/node_modules/'))
    .filter((path) => !notTests.includes(kindOf(path)))
    .sort()
}

/** `test/api/exchange.test.ts` → `api`. */
function kindOf(file: string): string {
  return file.split('/')[1] ?? file
}

function filesOfKind(files: readonly string[], kind: string): string[] {
  return files.filter((file) => kindOf(file) === kind)
}

/** A program that says by its exit code whether all is well. */
async function checked(name: string, program: string, args: readonly string[]): Promise<Kind> {
  const from = Date.now()
  const code = await run(program, args)
  const seconds = (Date.now() - from) / 1000
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, leftOut: 0, seconds }
}

/** Runs test files in one vitest; one line per kind. A file that was not run counts as failed. */
async function tested(files: string[], project: string, ...more: string[]): Promise<Kind[]> {
  if (files.length === 0) return []
  const outputFile = join(temporary, `${kinds.length}.json`)
  const code = await run('vitest', [
    ...['run', '--project', project, '--reporter=default', '--reporter=json'],
    ...[`--outputFile.json=${outputFile}`, ...more, ...files],
  ])
  const report = await readFile(outputFile, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    (): Report => ({ testResults: [] }),
  )
  const names = [...new Set(files.map(kindOf))]
  const tests = names.map((name) => kindFrom(name, filesOfKind(files, name), report))
  if (code === 0 || tests.some(({ failed }) => failed > 0)) return tests
  // Every test passed and vitest still complains: of an error outside any test.
  return [...tests, { name: 'outside tests', passed: 0, failed: 1, leftOut: 0, seconds: 0 }]
}

function kindFrom(name: string, files: readonly string[], { testResults }: Report): Kind {
  const results = testResults.filter((one) => files.includes(relative(root, one.name)))
  const count = (...statuses: string[]) =>
    results.flatMap((one) => one.assertionResults).filter((one) => statuses.includes(one.status))
      .length
  // A file that could not be loaded has no tests that failed, and failed all the same.
  const broken = results.filter(
    ({ assertionResults, status }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const missing = files.filter((file) => !results.some((one) => relative(root, one.name) === file))
  for (const file of missing) process.stdout.write(`${file} was not run\n`)
  return {
    name,
    passed: count('passed'),
    failed: count('failed') + broken.length + missing.length,
    leftOut: count('pending', 'skipped', 'todo', 'disabled'),
    seconds: results.reduce((sum, one) => sum + (one.endTime - one.startTime) / 1000, 0),
  }
}

/** Runs a program of ours to its end; what stops us stops it. */
function run(program: string, args: readonly string[]): Promise<number> {
  process.stdout.write(`\n── ${program} ${args[0] ?? ''}\n`)
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin', program), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // A log that is read as text holds no colours.
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
    })
    const stop = (signal: NodeJS.Signals) => void child.kill(signal)
    process.on('SIGTERM', stop).on('SIGINT', stop)
    child.on('error', (cause) => {
      process.stderr.write(`${program}: ${cause.message}\n`)
      done(1)
    })
    child.on('exit', (code) => {
      process.off('SIGTERM', stop).off('SIGINT', stop)
      done(code ?? 1)
    })
  })
}

/** Prints each kind's counts and minutes, then the line that CI reads; gives the exit code. */
function conclude(all: readonly Kind[]): number {
  process.stdout.write(`\n${'kind'.padEnd(16)}passed  failed  left out  minutes\n`)
  for (const { failed, leftOut, name, passed, seconds } of all) {
    const columns = [passed, failed, leftOut].map((count) => String(count).padStart(6))
    const minutes = (seconds / 60).toFixed(1).padStart(9)
    process.stdout.write(`${name.padEnd(16)}${columns.join('  ')}  ${minutes}\n`)
  }
  const passed = all.reduce((sum, kind) => sum + kind.passed, 0)
  const failed = all.reduce((sum, kind) => sum + kind.failed, 0)
  const inAll = ((Date.now() - began) / 60_000).toFixed(1)
  process.stdout.write(`${inAll} minutes in all; a kind's are summed over what ran side by side\n`)
  if (passed + failed === 0) process.stdout.write('No test matches.\n')
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed > 0 || passed === 0 ? 1 : 0
}
