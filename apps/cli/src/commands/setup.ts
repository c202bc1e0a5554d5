import type { Command } from '../Command.ts'
import { prepareSystem } from '../prepareSystem.ts'

export const setup: Command = {
  summary: 'Makes topics, schemas, tables and the bucket ready on the servers that the environment names.',
  usage: 'setup',
  run: async () => {
    await prepareSystem(process.env)
    console.log('Topics, schemas, tables and bucket are ready.')
    return 0
  },
}
