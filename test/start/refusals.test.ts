import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  demoDirectory,
  endAll,
  freePort,
  freshDirectory,
  type ProgramOptions,
  startProgram,
} from './program.ts'

afterEach(endAll)

/** The one line that a start is refused with. */
async function refusalOf(options: ProgramOptions): Promise<string> {
  const program = await startProgram(options)
  expect(await program.ended).toEqual({ code: 1, signal: null })
  const lines = program.complained().trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

const empty = ['--empty']

describe('a start is refused with one line that says what to do', () => {
  test('while another serves the same data, which goes on undisturbed', async () => {
    const directory = await freshDirectory()
    const first = await startProgram({ directory, arguments: empty })
    await first.ready()
    const line = await refusalOf({ directory, arguments: empty })
    expect(line).toMatch(/^Commonhour could not start: The data directory is served by process \d+/)
    expect(line).toContain(String(first.pid))
    expect((await fetch(`${first.base}/readyz`)).status).toBe(200)
    expect((await first.stop()).code).toBe(0)
  })

  test('while another program has the port, before anything is made', async () => {
    const first = await startProgram({ directory: await freshDirectory(), arguments: empty })
    await first.ready()
    const directory = await freshDirectory()
    const line = await refusalOf({ directory, port: first.port })
    const said = `port ${first.port} is in use. Stop what uses it, or set PORT.`
    expect(line).toBe(`Commonhour could not start: ${said}`)
    expect(existsSync(directory)).toBe(false)
    await first.stop()
  })

  test.each(['0', '65536', '80x', '-1', ''])('on PORT=%j', async (PORT) => {
    const line = await refusalOf({ directory: await freshDirectory(), environment: { PORT } })
    expect(line).toContain('PORT must be a number from 1 to 65535')
  })

  test.each(['/', 'hours.example', 'ftp://hours.example', 'https://hours.example/there'])(
    'on BASE_URL=%j',
    async (BASE_URL) => {
      const line = await refusalOf({ directory: await freshDirectory(), environment: { BASE_URL } })
      expect(line).toContain('BASE_URL must be an origin such as https://hours.example')
    },
  )

  test('for an argument that it does not know', async () => {
    const line = await refusalOf({ directory: await freshDirectory(), arguments: ['--emtpy'] })
    expect(line).toContain('--emtpy')
  })

  test('in production without a way to send mail', async () => {
    const environment = { NODE_ENV: 'production' }
    expect(await refusalOf({ directory: await freshDirectory(), environment })).toContain(
      'SMTP_URL',
    )
  })
})

describe('in production', () => {
  test('there is no /dev, and no demo is made', async () => {
    const directory = await freshDirectory()
    const environment = {
      NODE_ENV: 'production',
      SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
      MAIL_FROM: 'hours@riverside.example',
    }
    const program = await startProgram({ directory, environment })
    await program.ready()
    expect(existsSync(join(directory, 'demo.json'))).toBe(false)
    for (const path of ['/dev', '/dev/mail', '/dev/mail.json']) {
      expect((await fetch(program.base + path)).status, path).toBe(404)
    }
    expect((await (await fetch(`${program.base}/v1/communities`)).json()).items).toEqual([])
    expect(program.printed()).not.toContain('/dev')
    expect((await program.stop()).code).toBe(0)
  })

  test('a demo that was made before is not offered to sign in as', async () => {
    const directory = await demoDirectory()
    const environment = {
      NODE_ENV: 'production',
      SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
      MAIL_FROM: 'hours@riverside.example',
    }
    const program = await startProgram({ directory, environment })
    await program.ready()
    expect(program.printed()).not.toContain('riverside')
    expect((await program.stop()).code).toBe(0)
  })
})
