import './plain.ts'
import { defineCommand, runMain } from 'citty'
import { communityCommand } from './commands/community.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { migrateCommand } from './commands/migrate.ts'

const commonhour = defineCommand({
  meta: {
    name: 'pnpm commonhour',
    description: `Looks after the communities of a data directory (DATA_DIR, ./data).

  While "pnpm start" serves that directory, every command goes through it.
`,
  },
  subCommands: {
    community: communityCommand,
    import: importCommand,
    migrate: migrateCommand,
    doctor: doctorCommand,
  },
})

const [first, ...rest] = process.argv.slice(2)
// pnpm passes the dashes on that end its own options.
await runMain(commonhour, { rawArgs: first === '--' ? rest : process.argv.slice(2) })
