import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../Command.ts'
import { commandSettings } from '../commandSettings.ts'
import { makeToken } from '../makeToken.ts'

export const token: Command = {
  summary: 'Prints a token for the gateway, signed with SECRET_KEY, for development.',
  usage: 'token [--role admin] [--expires 1h] [--subject developer]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        role: { type: 'string', default: 'admin' },
        expires: { type: 'string', default: '1h' },
        subject: { type: 'string', default: 'developer' },
      },
    })
    if (!/^-?\d+(\.\d+)?\s?[a-z]+$/i.test(values.expires)) throw new UsageError('--expires is like 30m, 1h or 7d.')
    const { SECRET_KEY: secretKey = '' } = commandSettings()
    console.log(await makeToken({ secretKey, ...values }))
    return 0
  },
}
