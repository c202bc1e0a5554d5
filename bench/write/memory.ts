/**
 * Memory of the writer while one large file goes through it. The messages are made one by one, as they
 * come from the broker; the file never exists as a whole.
 *
 *   node bench/write/memory.ts --database postgresql://…/name [--profiles 24000] [--levels 1000]
 *
 * 24,000 profiles of 1,000 levels are what a classic core file of 1 GB holds. The database is emptied.
 */
import { parseArgs } from 'node:util'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { createWriter } from '@floatchat/writer/handle'
import { settings as schema } from '@floatchat/writer/settings'
import { writerConnection } from '@floatchat/writer/writerConnection'
import { feed } from './feed.ts'
import { coreParameters, makeMessages } from './makeFile.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    profiles: { type: 'string', default: '24000' },
    levels: { type: 'string', default: '1000' },
  },
})
if (values.database === undefined) throw new Error('Say which database: --database postgresql://…')
const settings = schema.parse({ DATABASE_URL: values.database })
await migrate(settings.DATABASE_URL)
const database = await connectDatabase(...writerConnection(settings))
await clearTables(database)

const mebibyte = 1024 * 1024
const cycles = Number(values.profiles)
const levels = Number(values.levels)
let peak = 0
const samples: string[] = []
function* watched() {
  let count = 0
  for (const message of makeMessages({ cycles, levels, parameters: coreParameters, version: 1, run: 1 })) {
    count += 1
    if (count % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss())
    if (count % Math.ceil(cycles / 10) === 0) samples.push((process.memoryUsage.rss() / mebibyte).toFixed(0))
    yield message
  }
}
const seconds = await feed(createWriter(database, settings), watched())
peak = Math.max(peak, process.resourceUsage().maxRSS * 1024)
const used = process.cpuUsage()
console.log(
  `${cycles} profiles of ${levels} levels: ${seconds.toFixed(1)} s, ${((cycles * levels) / seconds / 1_000).toFixed(0)} thousand rows a second, ` +
    `${((used.user + used.system) / 1e6).toFixed(1)} s of CPU with the making of the messages; ` +
    `resident at most ${(peak / mebibyte).toFixed(0)} MiB, at each tenth ${samples.join(', ')} MiB`,
)
await database.close()
