/**
 * How much memory the cleaner takes for one profile with the largest number of levels admitted: read from Avro, judged,
 * written as Avro, as in the service. In a process of its own that never saw the profile being made.
 *
 *   node bench/worst/cleanerMemory.ts [levels = 2000000] [parameters = 3]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ProfileJudge } from '@floatchat/cleaner/ProfileJudge'
import { avroType } from '@floatchat/contracts/avroType'
import type { ProfileCleaned, ProfileParsed } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { createLogger } from '@floatchat/service/logger'
import { makeProfile, parameterNames, shapes } from './shape.ts'

const parsedType = avroType(selfContainedSchema('ProfileParsed'))
const mebibytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

const [first, second] = process.argv.slice(2)
if (first === '--judge' && second !== undefined) await judgeFile(second)
else measure(Number(first ?? 2_000_000), Number(second ?? 3))

function measure(levels: number, parameters: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'worst-'))
  const file = join(folder, 'profile.avro')
  console.log(`| ${levels} levels, ${parameters} parameters | MB of Avro | peak MiB: read | judged | written |`)
  console.log('|---|---:|---:|---:|---:|')
  try {
    for (const [name, shape] of Object.entries(shapes)) {
      const { parameters: made, ...rest } = makeProfile(shape, levels, parameterNames.slice(0, parameters))
      const flags = '1'.repeat(levels)
      const full = made.map((one) => ({
        ...one,
        data_mode: 'D' as const,
        raw_qc: flags,
        adjusted: one.raw,
        adjusted_qc: flags,
        adjusted_error: one.raw,
      }))
      const uuid = '00000000-0000-4000-8000-000000000000'
      const parsed: ProfileParsed = {
        job_id: toJobId(uuid),
        file_id: toFileId(uuid),
        attempt: 1,
        run_id: newRunId(),
        profile_number: 0,
        profile: { ...rest, parameters: full },
      }
      const bytes = parsedType.toBuffer(parsed)
      writeFileSync(file, bytes)
      // As the manifest starts the cleaner.
      const flagsOfNode = ['--max-semi-space-size=4', fileURLToPath(import.meta.url), '--judge', file]
      const { stdout, stderr } = spawnSync(process.execPath, flagsOfNode, { encoding: 'utf8' })
      console.log(`| ${name} | ${Math.round(bytes.length / 1e6)} | ${stdout.trim() || stderr} |`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function judgeFile(file: string): Promise<void> {
  const cleanedType = avroType(selfContainedSchema('ProfileCleaned'))
  const parsed = parsedType.fromBuffer(await readFile(file)) as ProfileParsed // Written by its own schema.
  const peaks = [mebibytes()]
  const judge = new ProfileJudge({ greyList: () => undefined, profileMs: 20_000, fileMs: 600_000 })
  const context = { signal: new AbortController().signal, log: createLogger('worst', 'silent') }
  const verdict = await judge.judge(parsed, Date.now(), { spentMs: 0 }, context).catch((error: Error) => error)
  peaks.push(mebibytes())
  if (verdict instanceof Error) {
    // A profile that was given up is not written.
    console.log(`${peaks.join(' | ')} | given up`)
    return
  }
  const cleaned: ProfileCleaned = { ...parsed, ...verdict }
  cleanedType.toBuffer(cleaned)
  peaks.push(mebibytes())
  console.log(peaks.join(' | '))
}
