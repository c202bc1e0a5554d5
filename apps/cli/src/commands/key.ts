import { parseArgs } from 'node:util'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { keyRole } from '@floatchat/db/keys/ApiKey'
import { listApiKeys, revokeApiKey } from '@floatchat/db/keys/apiKeys'
import { makeApiKey } from '@floatchat/operations/apiKeys'
import { type Command, UsageError } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { parseTime } from '../stream/parseTime.ts'
import { streamSettings } from '../stream/streamSettings.ts'
import { counted } from '../text/counted.ts'
import { timeText } from '../text/timeText.ts'
import { commandCaller } from '../withAudit.ts'

type Values = { readonly role?: string; readonly expires?: string; readonly json: boolean }

export const key: Command = {
  summary:
    'Makes, lists and revokes API keys, by which programs ask the gateway. A key is shown once, when it is made.',
  usage:
    'key create NAME --role viewer|uploader|operator|admin [--expires 90d] [--json]\n' +
    '    key list [--json]\n    key revoke NAME',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        expires: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [verb, name] = positionals
    const work = { create, list, revoke }[verb ?? '']
    if (work === undefined) throw new UsageError('key is followed by create, list or revoke.')
    const database = await connectDatabase(streamSettings(), { applicationName: 'floatchat-command' })
    try {
      return await work(database, name, values)
    } finally {
      await database.close()
    }
  },
}

async function create(database: Database, name: string | undefined, values: Values): Promise<number> {
  const role = keyRole.safeParse(values.role)
  if (name === undefined || name.length > 100) throw new UsageError('Say in up to 100 characters what the key is for.')
  if (!role.success) throw new UsageError(`--role is one of ${keyRole.options.join(', ')}.`)
  const made = await makeApiKey(
    database,
    { name, role: role.data, expiresAt: expiryOf(values.expires) },
    commandCaller(),
  )
  if (made === undefined) throw new Error(`There is a key named '${name}': revoke it, or choose another name.`)
  // The key alone on stdout, so that a script can take it from there.
  if (values.json) console.log(JSON.stringify({ ...made.key, secret: made.secret }))
  else console.log(made.secret)
  console.error('Keep it: it is not shown again. Authorization: Bearer <key>, or X-API-Key: <key>.')
  return 0
}

/** A time to come, or how long from now on. */
function expiryOf(text: string | undefined): number | null {
  const now = Date.now()
  const parsed = parseTime('--expires', text, now)
  if (parsed === undefined) return null
  const isSpan = /^\d+\s*[smhd]$/.test(text ?? '')
  const expiry = isSpan ? now + (now - parsed) : parsed
  if (expiry <= now) throw new UsageError('--expires is a time to come, or how long from now on: 12h, 90d.')
  return expiry
}

async function list(database: Database, _name: string | undefined, { json }: Values): Promise<number> {
  const keys = await listApiKeys(database)
  if (json) for (const one of keys) console.log(JSON.stringify(one))
  else if (keys.length > 0) {
    printTable(
      ['name', 'role', 'made', 'by', 'last used', 'expires', 'revoked'],
      keys.map((one) => [
        ...[one.name, one.role, timeText(one.created_at), one.created_by],
        ...[one.last_used_at, one.expires_at, one.revoked_at].map((at) => (at === null ? '-' : timeText(at))),
      ]),
    )
  }
  if (!json) console.log(`${counted(keys.filter((one) => one.revoked_at === null).length, 'key')} may be used.`)
  return 0
}

async function revoke(database: Database, name: string | undefined): Promise<number> {
  if (name === undefined) throw new UsageError('Which key? ./floatchat key list has their names.')
  const caller = commandCaller()
  const audit = { ...caller, action: 'revokeKey', target: name }
  const revoked = await revokeApiKey(database, { name }, caller.who, audit)
  if (revoked === undefined) throw new Error(`There is no key named '${name}' that may be used.`)
  console.log(`Revoked '${name}'. Gateways refuse it from now on.`)
  return 0
}
