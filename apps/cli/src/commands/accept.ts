import { parseArgs } from 'node:util'
import { acceptInstallation } from '../accept/acceptInstallation.ts'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { printTable } from '../printTable.ts'
import { counted } from '../text/counted.ts'

export const accept: Command = {
  summary: 'Looks from outside whether an installation does its work, after a roll-out; leaves nothing behind.',
  usage: 'accept [--url URL] [--token TOKEN] [--seconds N] [--json]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        seconds: { type: 'string', default: '120' },
        json: { type: 'boolean', default: false },
      },
    })
    const seconds = Number(values.seconds)
    if (!(seconds > 0)) throw new UsageError('--seconds is how long a file may take, like 120.')
    if (values.url !== undefined && values.token === undefined)
      throw new UsageError('Another installation does not take a token of this one: give one with --token.')
    const { url = '', token = '' } = values
    const gateway = values.url === undefined ? await connectGateway() : { url, token }
    const checks = await acceptInstallation({ ...gateway, ...(token === '' ? {} : { token }) }, { seconds })
    const failed = checks.filter(({ result }) => result === 'failed').length
    if (values.json) for (const check of checks) console.log(JSON.stringify(check))
    else {
      const rows = checks.map(({ name, result, what, seconds: took }) => [name, result, took.toFixed(1), what])
      printTable(['check', 'result', 's', 'what'], rows)
      const passed = checks.filter(({ result }) => result === 'passed').length
      console.log(`${counted(passed, 'check')} passed, ${failed} failed, ${checks.length - passed - failed} left out`)
    }
    return failed > 0 ? 1 : 0
  },
}
