/**
 * How much of the work on a file is the cleaner's: CPU time of reading its profiles (the parser), of writing and
 * reading them as Avro on both topics, and of judging them. The writer and PostgreSQL come on top (bench/write,
 * bench/pipeline).
 *
 *   node bench/clean/share.ts <folder of Argo files>
 */
import { judgeProfile } from '@floatchat/cleaner/judgeProfile'
import { Workspace } from '@floatchat/cleaner/Workspace'
import { avroType } from '@floatchat/contracts/avroType'
import type { ProfileCleaned, ProfileParsed } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { readArgoFiles } from './readArgoFiles.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say the folder of Argo files')
const uuid = '00000000-0000-4000-8000-000000000000'
const identity = { job_id: toJobId(uuid), file_id: toFileId(uuid), attempt: 1, run_id: newRunId() }
const parsedType = avroType(selfContainedSchema('ProfileParsed'))
const cleanedType = avroType(selfContainedSchema('ProfileCleaned'))
const workspace = new Workspace()
const circumstances = { now: Date.now(), greyList: undefined }

const spent = { parse: 0, encode: 0, judge: 0 }
let profiles = 0
let levels = 0
// The first round warms up.
for (let round = 0; round < 4; round++) {
  if (round === 1) spent.parse = spent.encode = spent.judge = profiles = levels = 0
  let started = process.cpuUsage()
  const files = await readArgoFiles(folder)
  spent.parse += since(started)

  started = process.cpuUsage()
  const received = files
    .flatMap((file) => file.profiles)
    .map((profile) => parsedType.fromBuffer(parsedType.toBuffer({ ...identity, profile_number: 0, profile })))
    .map((message) => message as ProfileParsed) // Read by its own schema.
  spent.encode += since(started)

  started = process.cpuUsage()
  const verdicts = received.map(({ profile }) => judgeProfile(profile, circumstances, workspace))
  spent.judge += since(started)

  started = process.cpuUsage()
  for (const [index, parsed] of received.entries()) {
    const cleaned: ProfileCleaned = { ...parsed, ...verdicts[index] }
    cleanedType.fromBuffer(cleanedType.toBuffer(cleaned))
  }
  spent.encode += since(started)
  profiles += received.length
  levels += received.reduce((some, { profile }) => some + profile.level_count, 0)
}
const sum = spent.parse + spent.encode + spent.judge
console.log(`${profiles / 3} profiles, ${levels / 3} levels, three times\n`)
console.log('| | CPU ms | share |\n|---|---:|---:|')
const names = { parse: 'read the files', encode: 'Avro, two topics, both ways', judge: 'judge' }
for (const [key, name] of Object.entries(names)) {
  const value = spent[key as keyof typeof spent]
  console.log(`| ${name} | ${value.toFixed(0)} | ${((100 * value) / sum).toFixed(0)} % |`)
}
console.log(`\n${((1e6 * spent.judge) / levels).toFixed(0)} ns a level to judge`)

/** Milliseconds of CPU: other work on the machine does not count. */
function since(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}
