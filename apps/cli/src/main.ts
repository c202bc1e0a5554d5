/** The `floatchat` command of an installation: what speaks to servers that run. */
import { commands } from './commands.ts'
import { runCommands } from './runCommands.ts'

process.exitCode = await runCommands(commands, process.argv.slice(2))
