import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askGateway, askPatiently } from '../ingest/askGateway.ts'
import { printTable } from '../printTable.ts'
import { terminalWidth } from '../text/terminalWidth.ts'
import { timeText } from '../text/timeText.ts'
import { wrapText } from '../text/wrapText.ts'

const version = z.looseObject({
  dataset_id: z.number(),
  filename: z.string().nullable(),
  member_path: z.string().nullable(),
  raw_file_sha256: z.string().nullable(),
  object_key: z.string().nullable(),
  run_id: z.string(),
  written_at: z.string().nullable(),
  parser_version: z.number().nullable(),
  cleaner_version: z.number().nullable(),
  data_mode: z.string(),
  date_update: z.string().nullable(),
  level_count: z.number(),
  shown: z.boolean(),
  why_not_shown: z.string().nullable(),
})
const originSchema = z.looseObject({
  profile_id: z.number(),
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.string(),
  source_kind: z.string(),
  profile_index: z.number(),
  failed: z.array(
    z.object({
      test_bit: z.number(),
      test: z.string().nullable(),
      parameter: z.string().nullable(),
      levels: z.number().nullable(),
    }),
  ),
  versions: z.array(version),
})
const placesSchema = z.object({
  places: z.array(
    z.object({ topic: z.string(), partition: z.number(), offset: z.number(), record: z.string(), at: z.string() }),
  ),
})
type Origin = z.output<typeof originSchema>

export const origin: Command = {
  summary: 'Shows where a profile comes from: file, run, code, failed tests, other versions, and its records.',
  usage: 'origin PROFILE_ID [--json]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [id] = positionals
    if (id === undefined || !/^\d+$/.test(id)) throw new UsageError('Which profile? The profile_id of its row.')
    const gateway = await connectGateway()
    const path = `/api/v1/profiles/${id}/origin`
    const found = await askPatiently(gateway, { path }, originSchema)
    // Of the topics nothing is said where the broker is away, or the token may not ask.
    const topics = await askGateway(gateway, { path: `${path}/topics` }, placesSchema)
    const places = 'places' in topics ? topics.places : undefined
    if (values.json) console.log(JSON.stringify({ ...found, places: places ?? null }))
    else {
      print(found)
      if (places === undefined) say(`\nThe topics were not looked at: ${Object.values(topics).join(' ')}`)
      else if (places.length === 0) say('\nThe topics no longer hold its records.')
      else {
        console.log('')
        printTable(
          ['record', 'topic', 'partition', 'offset', 'at'],
          places.map((each) => [
            ...[each.record, each.topic, String(each.partition), String(each.offset), timeText(each.at)],
          ]),
        )
      }
    }
    return 0
  },
}

const say = (text: string, indent = '') => console.log(wrapText(text, terminalWidth(), indent))

function print({ failed, versions, ...profile }: Origin): void {
  const { platform_number, cycle_number, direction, source_kind, profile_index } = profile
  say(
    `profile ${profile.profile_id}: float ${platform_number}, cycle ${cycle_number}${direction}, ${source_kind} ${profile_index}`,
  )
  for (const each of versions) {
    const { shown, why_not_shown, data_mode, date_update, level_count } = each
    const mode = `mode ${data_mode}, DATE_UPDATE ${date_update ?? 'none'}, ${level_count} levels`
    say(
      `\n${shown ? 'shown' : 'not shown'}: dataset ${each.dataset_id}, ${each.member_path ?? each.filename ?? 'a file'}; ${mode}`,
    )
    if (why_not_shown !== null) say(why_not_shown, '  ')
    say(`${each.raw_file_sha256 ?? ''}  ${each.object_key ?? ''}`, '  ')
    const code = `parser ${each.parser_version ?? 'of no version'}, cleaner ${each.cleaner_version ?? 'of no version'}`
    say(`run ${each.run_id}, written ${timeText(each.written_at)}, by ${code}`, '  ')
  }
  if (failed.length === 0) return
  console.log('')
  printTable(
    ['failed test', 'parameter', 'levels'],
    failed.map((each) => [each.test ?? String(each.test_bit), each.parameter ?? '', String(each.levels ?? '')]),
  )
}
