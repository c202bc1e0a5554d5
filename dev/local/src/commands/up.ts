import { parseArgs } from 'node:util'
import { type Command, UsageError } from '@floatchat/cli/Command'
import { stopSignal } from '@floatchat/cli/stopSignal'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { services } from '../system/services.ts'
import { startSystem } from '../system/startSystem.ts'
import { stopSystem } from '../system/stopSystem.ts'
import { superviseServices } from '../system/superviseServices.ts'

export const up: Command = {
  summary: 'Starts everything and waits until it is ready; stays, or with --detach leaves it running.',
  usage: 'up [--detach] [--scale service=number …]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: { detach: { type: 'boolean', short: 'd' }, scale: { type: 'string', multiple: true } },
    })
    const settings = readStackSettings()
    const scale = readScale(values.scale ?? [])
    const say = (sentence: string): void => console.error(sentence)
    if (values.detach) {
      const { gatewayUrl } = await startSystem({ settings, say, scale })
      console.log(`Ready: ${gatewayUrl}`)
      return 0
    }
    const signal = stopSignal()
    try {
      const { gatewayUrl } = await startSystem({ settings, say, scale, signal })
      console.log(`Ready: ${gatewayUrl} (Ctrl-C stops everything)`)
      await superviseServices({ settings, say, scale, signal })
    } finally {
      say('Stopping.')
      await stopSystem(settings.home)
    }
    return 0
  },
}

function readScale(words: readonly string[]): Record<string, number> {
  const entries = words.map((word) => {
    const [name = '', text = ''] = word.split('=')
    if (!services.some((service) => service.name === name)) throw new UsageError(`There is no service '${name}'.`)
    if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--scale ${word}: the number of instances is 1 to 99.`)
    if (name === 'gateway' && text !== '1') throw new UsageError('One port holds one gateway: it is not scaled here.')
    return [name, Number(text)] as const
  })
  return Object.fromEntries(entries)
}
