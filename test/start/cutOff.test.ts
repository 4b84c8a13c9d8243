import { existsSync } from 'node:fs'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { demoIn, integrityOf, memberToken, proofOf } from './asking.ts'
import { demoDirectory, endAll, freshDirectory, startProgram } from './program.ts'

afterEach(endAll)

async function communitiesOf(base: string): Promise<unknown[]> {
  return (await (await fetch(`${base}/v1/communities`)).json()).items
}

describe('a start that is cut off while it makes the demo', () => {
  test('is made whole by the next, wherever it was cut off', async () => {
    const directory = await freshDirectory()
    for (const words of ['Making the demo', '50 %', '100 %']) {
      const program = await startProgram({ directory })
      await program.says(words)
      program.kill('SIGKILL')
      expect((await program.ended).signal).toBe('SIGKILL')
    }
    const program = await startProgram({ directory })
    await program.ready()
    const demo = await demoIn(directory)
    expect(await proofOf(demo)).toMatchObject({ balanceSumSeconds: 0, accounts: 61 })
    expect(await communitiesOf(program.base)).toHaveLength(1)
    expect(await memberToken(demo, demo.coordinator.email)).toMatch(/^ey/)
    expect(await readdir(directory)).not.toContain('demo.growing')
    expect((await program.stop()).code).toBe(0)
    const books = join(directory, 'communities/riverside.db')
    expect(integrityOf(books)).toEqual([{ integrity_check: 'ok' }])
  }, 300_000)

  test('and had only its file left to write, is taken up there: nothing is grown anew', async () => {
    const directory = await demoDirectory()
    await mkdir(join(directory, 'demo.growing'))
    await rename(join(directory, 'demo.json'), join(directory, 'demo.growing/demo.json'))
    const program = await startProgram({ directory })
    await program.ready()
    expect(program.printed()).not.toContain('Making the demo')
    const demo = await demoIn(directory)
    expect(demo.base).toBe(program.base)
    expect((await proofOf(demo)).accounts).toBe(61)
    expect(existsSync(join(directory, 'demo.growing'))).toBe(false)
    await program.stop()
  })
})

describe("a community that is somebody's own", () => {
  test('is left alone, though it has the name of the demo', async () => {
    const directory = await demoDirectory()
    const demo = await demoIn(directory)
    await rename(join(directory, 'demo.json'), join(directory, 'kept.json'))
    const program = await startProgram({ directory })
    await program.ready()
    expect(program.printed()).toContain('There is a community riverside already')
    expect(existsSync(join(directory, 'demo.json'))).toBe(false)
    const resource = `${program.base}/v1/communities/riverside`
    expect((await proofOf({ ...demo, app: { ...demo.app, resource } })).accounts).toBe(61)
    await program.stop()
  })
})
