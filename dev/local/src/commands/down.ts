import type { Command } from '@floatchat/cli/Command'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { stopSystem } from '../system/stopSystem.ts'

export const down: Command = {
  summary: 'Stops everything that was started from this data folder. The data stays.',
  usage: 'down',
  run: async () => {
    await stopSystem(readStackSettings().home)
    console.log('Stopped.')
    return 0
  },
}
