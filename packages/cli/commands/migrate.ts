import { fault } from '@commonhour/contract'
import { migrateAll, provisionIn } from '@commonhour/host/node'
import { taskCommand } from '../command.ts'
import { dataDirectoryOf, holdsData, inPlace, root } from '../place.ts'

/** Brings databases up to date, forward only. */
export const migrateCommand = taskCommand({
  name: 'migrate',
  about: 'Bring the host’s database up to date, with --all every community’s too',
  details: `  "pnpm start" does the same by itself. Migrations only go forward, each of them whole or not at all.`,
  args: { all: { type: 'boolean', description: 'Every community as well' } },
  async run(said, output) {
    const directory = dataDirectoryOf(process.env)
    if (!holdsData(directory)) return { fault: nothingThere(directory) }
    const done = await inPlace(directory, async (place) =>
      said.flag('all')
        ? migrateAll(place, root)
        : [{ database: 'host', applied: await provisionIn(place, root, 'host') }],
    )
    output.data({ databases: done })
    for (const { applied, database } of done) {
      output.say(
        `${database.padEnd(24)} ${applied.length === 0 ? 'up to date' : applied.join(', ')}`,
      )
    }
    return undefined
  },
})

/** Where nothing was ever kept, nothing can be looked after. */
export function nothingThere(directory: string) {
  return fault('not_found', { detail: `No data is kept in ${directory}. Set DATA_DIR.` })
}
