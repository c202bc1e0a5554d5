/** `./floatchat` in a checkout: the commands of an installation, and those that run one on this machine. */
import { commands } from '@floatchat/cli/commands'
import { runCommands } from '@floatchat/cli/runCommands'
import { localCommands } from './localCommands.ts'

process.exitCode = await runCommands({ ...localCommands, ...commands }, process.argv.slice(2))
