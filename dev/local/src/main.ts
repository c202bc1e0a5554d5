/** `./floatchat` in a checkout: the commands of an installation, and those that run one on this machine. */
import { type Commands, commands } from '@floatchat/cli/commands'
import { runCommands } from '@floatchat/cli/runCommands'

const local: Commands = {
  up: async () => (await import('./commands/up.ts')).up,
  down: async () => (await import('./commands/down.ts')).down,
  run: async () => (await import('./commands/run.ts')).run,
  status: async () => (await import('./commands/status.ts')).status,
  logs: async () => (await import('./commands/logs.ts')).logs,
  start: async () => (await import('./commands/start.ts')).start,
}

process.exitCode = await runCommands({ ...local, ...commands }, process.argv.slice(2))
