import { parseArgs } from 'node:util'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { type FloatOverview, readFloat } from '@floatchat/db/readFloat'
import { type Command, UsageError } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { streamSettings } from '../stream/streamSettings.ts'
import { timeText } from '../text/timeText.ts'

export const float: Command = {
  summary: 'Shows what the database holds of a float: where it is, its cycles and their data modes.',
  usage: 'float WMO [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [wmo] = positionals
    if (wmo === undefined) throw new UsageError('Which float? Its WMO number, like 6903247.')
    const database = await connectDatabase(streamSettings(), { applicationName: 'floatchat-command' })
    try {
      const found = await readFloat(database, wmo)
      if (found === undefined) {
        console.error(`Nothing of the float ${wmo} is held.`)
        return 1
      }
      if (values.json) console.log(JSON.stringify(found))
      else print(found)
      return 0
    } finally {
      await database.close()
    }
  },
}

function print(found: FloatOverview): void {
  const facts: [string, string][] = [
    ['float', `${found.platform_number} (${found.float_type})`],
    ['platform type', found.platform_type ?? ''],
    ['programme', found.program ?? ''],
    ['country', found.country ?? ''],
    ['deployed', placeText(found.deployment_date, found.deployment_lat, found.deployment_lon)],
    ['latest position', placeText(found.latest_at, found.latest_lat, found.latest_lon)],
  ]
  for (const [name, value] of facts) if (value !== '') console.log(`${name}: ${value}`)
  console.log('')
  printTable(
    ['kind', 'profiles', 'cycles', 'from', 'to', 'first', 'last', 'R', 'A', 'D', 'datasets'],
    found.kinds.map((kind) => [
      kind.source_kind,
      ...[kind.profiles, kind.cycles, kind.first_cycle, kind.last_cycle].map(String),
      timeText(kind.first_at).slice(0, 10),
      timeText(kind.last_at).slice(0, 10),
      ...[kind.real_time, kind.adjusted, kind.delayed, kind.datasets].map(String),
    ]),
  )
}

function placeText(time: number | null, latitude: number | null, longitude: number | null): string {
  const place = latitude === null || longitude === null ? '' : `${latitude.toFixed(3)} N, ${longitude.toFixed(3)} E`
  return [timeText(time), place].filter((part) => part !== '').join(', ')
}
