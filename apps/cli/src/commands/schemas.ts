import { checkCompatibility } from '@floatchat/contracts/checkCompatibility'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { recordSchemas } from '@floatchat/contracts/recordSchemas'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { releasedSchemas } from '@floatchat/contracts/releasedSchemas'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { recordTopics } from '@floatchat/contracts/topics'
import { type Command, UsageError } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { streamSettings } from '../stream/streamSettings.ts'

export const schemas: Command = {
  summary:
    'Compares every schema with all its released versions, both ways (check, without a registry), or registers them.',
  usage: 'schemas check|register',
  run: async ([verb]) => {
    if (verb === 'check') return check()
    if (verb !== 'register') throw new UsageError('schemas is followed by check or register.')
    const settings = streamSettings()
    const registered = await registerSchemas(connectRegistry(settings), settings.TOPIC_PREFIX)
    printTable(
      ['id', 'subject'],
      registered.map(({ id, subject }) => [String(id), subject]),
    )
    return 0
  },
}

const fits = 'reads all of them, and can be read by those that may run beside it'

function check(): number {
  const records = [...new Set(recordTopics.flatMap(recordSchemas))]
  const rows = records.map((record) => {
    const released = releasedSchemas(record)
    const problems = checkCompatibility(selfContainedSchema(record), released)
    return [record, `${released.length} released`, problems.length === 0 ? fits : problems.join('; ')]
  })
  printTable(['record', 'versions', "today's schema"], rows)
  return rows.every(([, , verdict]) => verdict === fits) ? 0 : 1
}
