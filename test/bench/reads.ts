import { Agent } from 'node:http'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { Child } from './child.ts'
import { community, copySeed } from './community.ts'
import { ask } from './http.ts'
import { drive, type Measure, type Opened, withCpu } from './measure.ts'
import { bundled } from './standalone.ts'

/** What a member's pages ask for, with the path behind the community's. */
const asked = (account: string) => ({
  home: '/me/home',
  'a statement, first page': `/accounts/${account}/statement`,
  'my exchanges, first page': '/exchanges',
  needs: '/needs',
  search: '/search?q=clinic',
  'the public proof': '/proof',
})

/**
 * Point 6: what a member reads who took part in half of all entries. One client: the processor time
 * of each answer is what must not grow.
 */
export async function openReadMeasures(bench: Bench): Promise<Opened> {
  const opened: Opened[] = []
  for (const entries of bench.options.histories) opened.push(await openReadsAfter(bench, entries))
  return {
    measures: opened.flatMap(({ measures }) => measures),
    async close() {
      for (const one of opened) await one.close()
    },
  }
}

async function openReadsAfter({ folder, root, seed }: Bench, entries: number): Promise<Opened> {
  const directory = await copySeed(seed, folder, `reads-${entries}`)
  const grower = new Child(join(import.meta.dirname, 'historyProgram.ts'))
  await grower.call('open', directory)
  await grower.call('growOne', entries)
  await grower.call('close')
  await grower.close()
  const child = new Child(await bundled(join(folder, `reads-program-${entries}`)))
  const port = await child.call<number>('open', root, directory)
  const agent = new Agent({ keepAlive: true })
  const [reader] = seed.members
  if (reader === undefined) throw new Error('Nobody is there to read.')
  const measureOf = ([name, path]: [string, string]): Measure => ({
    ...{ point: '6', name: `${name} after ${entries}`, clients: 1 },
    run: async (seconds) => {
      const token = await seed.token(`http://localhost:${port}`, reader.person)
      const headers = { authorization: `Bearer ${token}` }
      const url = `http://127.0.0.1:${port}/v1/communities/${community}${path}`
      const act = async () => {
        const { status, text } = await ask({ url, agent, headers })
        if (status === 200) return null
        throw new Error(`${name} was not answered: ${status} ${text}`)
      }
      return withCpu(
        () => child.call<number>('cpu'),
        () => drive(1, seconds, act),
      )
    },
  })
  return {
    measures: Object.entries(asked(reader.account)).map(measureOf),
    async close() {
      agent.destroy()
      await child.call('close')
      await child.close()
    },
  }
}
