import type { FileParsed, FileStaged, StageTimes } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { RunId } from '@floatchat/contracts/ids'
import { runTime } from '@floatchat/contracts/newRunId'
import { type Outgoing, profilesParsed, to } from '@floatchat/contracts/topics'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import type { PartitionContext } from '@floatchat/stage/Stage'
import { argoDate } from './argo/argoTime.ts'
import { detectFamily } from './argo/Family.ts'
import { FileWarnings } from './argo/FileWarnings.ts'
import { fileText } from './argo/fileText.ts'
import { foldNames } from './argo/foldNames.ts'
import { ProfileFile } from './argo/ProfileFile.ts'
import { readFloatMetadata } from './argo/readFloatMetadata.ts'
import { type ReadProfile, readProfiles } from './argo/readProfiles.ts'
import { type FileLimits, usualFileLimits } from './FileLimits.ts'
import { noteOfGroups } from './noteOfGroups.ts'
import { parserVersion } from './parserVersion.ts'

/** A file with more bad profiles is bad as a whole; its closing record must stay of a size. */
const mostRejected = 5000
/** How many rejections are spelled out where not one profile could be read. */
const spelledOut = 3

/**
 * One run over an Argo file: its profiles, closed by a FileParsed that counts them. A run that breaks off
 * after its first profile is closed by a FileParsed that says so, before the error goes on.
 *
 * @param mostCost what the file may cost every stage, bytes of levels
 * @returns 'heavy' where it would cost more: then nothing was yielded
 */
export async function* parseFile(
  netcdf: NetcdfFile,
  file: FileStaged,
  runId: RunId,
  context: Pick<PartitionContext, 'signal' | 'progress'>,
  limits: FileLimits = usualFileLimits,
  mostCost = Number.POSITIVE_INFINITY,
): AsyncGenerator<Outgoing<typeof profilesParsed>, 'done' | 'heavy'> {
  const folded = foldNames(netcdf)
  const groupsLeft = noteOfGroups(folded, file.filename)
  const family = await detectFamily(folded, file.filename)
  const formatVersion = (await fileText(folded, 'FORMAT_VERSION')).slice(0, 10)
  const warnings = new FileWarnings()
  if (groupsLeft !== undefined) warnings.say(groupsLeft)
  const closing = emptyClosing(file, runId, family.dataType, formatVersion)
  if (family.holds === 'metadata') {
    const float_metadata = await readFloatMetadata(folded)
    yield to(profilesParsed, 'FileParsed', { ...closing, float_metadata, stage_times: timesOf(runId) })
    return 'done'
  }
  const dateUpdate = argoDate(await dateOfUpdate(folded, warnings))
  const facts = { ...family, formatVersion, dateUpdate }
  const { total, cost, profiles } = await readProfiles(new ProfileFile(folded), facts, file.filename, warnings, limits)
  if (cost > mostCost) return 'heavy'
  closing.profiles_total = total
  try {
    yield* passOn(profiles, closing, context)
    if (closing.profiles_parsed === 0) throw nothingReadable(closing)
  } catch (error) {
    if (closing.profiles_parsed > 0) {
      const reason = error instanceof Error ? error.message : String(error)
      yield to(profilesParsed, 'FileParsed', { ...closing, warnings: warnings.sentences(), void_reason: reason })
    }
    throw error
  }
  const stage_times = timesOf(runId)
  yield to(profilesParsed, 'FileParsed', { ...closing, warnings: warnings.sentences(), stage_times })
  return 'done'
}

/** The closing record of a run in which nothing has been read yet. */
function emptyClosing(file: FileStaged, runId: RunId, dataType: string, formatVersion: string): FileParsed {
  return {
    file,
    run_id: runId,
    data_type: dataType,
    format_version: formatVersion,
    profiles_total: 0,
    profiles_parsed: 0,
    rejected: [],
    warnings: [],
    float_metadata: null,
    void_reason: null,
    parser_version: parserVersion,
    stage_times: [],
  }
}

/** Yields the profiles that could be read, and puts into the closing record how many they were and which could not. */
async function* passOn(
  profiles: AsyncIterable<ReadProfile>,
  closing: FileParsed,
  context: Pick<PartitionContext, 'signal' | 'progress'>,
): AsyncGenerator<Outgoing<typeof profilesParsed>> {
  const { run_id, profiles_total: total } = closing
  const { job_id, file_id, attempt } = closing.file
  for await (const read of profiles) {
    context.signal.throwIfAborted()
    const { number: profile_number } = read
    if ('reason' in read) {
      if (closing.rejected.length === mostRejected) throw tooManyRejected(closing)
      const { platform: platform_number, cycle: cycle_number, reason } = read
      closing.rejected.push({ profile_number, platform_number, cycle_number, reason })
    } else {
      closing.profiles_parsed += 1
      const { profile } = read
      yield to(profilesParsed, 'ProfileParsed', { job_id, file_id, attempt, run_id, profile_number, profile })
    }
    context.progress({ job_id, file_id, attempt, run_id, done: profile_number + 1, total })
  }
}

/** A run's id has its time from when the parser began. */
const timesOf = (runId: RunId): StageTimes[] => [{ stage: 'parser', began_at: runTime(runId), ended_at: Date.now() }]

async function dateOfUpdate(file: NetcdfFile, warnings: FileWarnings): Promise<string> {
  const text = await fileText(file, 'DATE_UPDATE')
  if (text === '' || /^\d{14}$/.test(text)) return text
  const outcome =
    argoDate(text) === null ? 'is no date and was left out' : 'is no YYYYMMDDHHMISS and was read as far as it goes'
  warnings.say(`DATE_UPDATE is '${text.slice(0, 40)}', which ${outcome}.`)
  return text
}

function tooManyRejected({ file, profiles_total: total }: FileParsed): Error {
  return permanent(
    'NO_PROFILE',
    `More than ${mostRejected} of the ${total} profiles of ${file.filename} cannot be read.`,
  )
}

function nothingReadable({ file, profiles_total: total, rejected }: FileParsed): Error {
  const reasons = rejected.slice(0, spelledOut).map((each) => `profile ${each.profile_number}: ${each.reason}`)
  const more = rejected.length > spelledOut ? ` And ${rejected.length - spelledOut} more.` : ''
  const sentence = `None of the ${total} profiles of ${file.filename} can be read. ${reasons.join(' ')}${more}`
  return permanent('NO_PROFILE', sentence)
}
