import type { Command } from '../Command.ts'
import { commandSettings } from '../commandSettings.ts'

export const env: Command = {
  summary: 'Prints the settings in force as KEY=value lines, for scripts. Holds development secrets.',
  usage: 'env',
  run: async () => {
    const settings = Object.entries(commandSettings())
    for (const [name, value] of settings.sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${name}=${value}`)
    return 0
  },
}
