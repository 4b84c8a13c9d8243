import './plain.ts'
import { defineCommand, runMain, type showUsage } from 'citty'
import { showHelp } from './command.ts'
import { communityCommand } from './commands/community.ts'
import { cosignCommand } from './commands/cosign.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { replayCommand } from './commands/replay.ts'
import { reportCommand } from './commands/report.ts'
import { verifyCommand } from './commands/verify.ts'

const commonhour = defineCommand({
  meta: {
    name: 'pnpm commonhour',
    description:
      'Looks after the communities of a data directory (DATA_DIR, ./data), also while it is served; ' +
      'verify and cosign need none',
  },
  subCommands: {
    community: communityCommand,
    import: importCommand,
    migrate: migrateCommand,
    keys: keysCommand,
    doctor: doctorCommand,
    replay: replayCommand,
    report: reportCommand,
    verify: verifyCommand,
    cosign: cosignCommand,
  },
})

const [first, ...rest] = process.argv.slice(2)
// pnpm passes the dashes on that end its own options.
const rawArgs = first === '--' ? rest : process.argv.slice(2)
await runMain(commonhour, { rawArgs, showUsage: showHelp as typeof showUsage })
