import type { ArchiveReport, FileStaged } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import { filesStaged, filesWaiting, jobsProgress, type Outgoing, to } from '@floatchat/contracts/topics'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { StagingParts } from '../staging/fetchStaged.ts'
import type { ArchiveLimits } from './ArchiveLimits.ts'
import { listMembers } from './listMembers.ts'
import { MemberProblem } from './MemberProblem.ts'
import { mostLive } from './mostLive.ts'
import { stageMember } from './stageMember.ts'

/** Members on their way to the bucket at the same time: each takes a part's memory there. */
const together = 4
/** How many rejections are spelled out where not one member could be staged. */
const spelledOut = 3
/** How many members that look like data are named. */
const mostNamed = 20

export interface ExpandContext extends StagingParts, Pick<PartitionContext, 'signal' | 'progress'> {
  readonly limits: ArchiveLimits
}

/**
 * Makes a file of its own of every NetCDF member of a zip: expanded into the bucket, put on files.staged
 * (at once, or by the gateway when there is room), so that all parsers share the work. A bad member is listed in the report that closes the expansion.
 *
 * @throws IngestionError BAD_ARCHIVE where the zip as a whole is bad or has no good member.
 */
export async function* expandArchive(
  path: string,
  file: FileStaged,
  context: ExpandContext,
): AsyncGenerator<Outgoing<typeof filesStaged | typeof filesWaiting> | Outgoing<typeof jobsProgress>> {
  const { signal, limits } = context
  const beganAt = Date.now()
  await using resources = new AsyncDisposableStack()
  const listing = await listMembers(path, { ...context, filename: file.filename, resources })
  const { members, ignored, rejected } = listing
  // Taken from after each batch and not while it runs, so that one zip gives the same files however often it is expanded.
  let room = limits.ARCHIVE_MAX_BYTES - listing.bytes
  const report: ArchiveReport = {
    members_total: members.length,
    members_staged: 0,
    members_ignored: ignored,
    rejected,
    warnings: passedOverSentence(listing.passedOver),
  }
  const { job_id, file_id, attempt } = file
  const progress = { job_id, file_id, attempt, run_id: null, total: members.length }
  // Small zips are told of nowhere else before they are through.
  const begun = { ...progress, stage: 'parser' as const, state: 'RUNNING' as const, done: 0, archive: null }
  yield to(jobsProgress, 'StageProgress', { ...begun, at: beganAt })

  const target = members.length > mostLive ? filesWaiting : filesStaged
  for (let first = 0; first < members.length; first += together) {
    signal.throwIfAborted()
    const batch = members.slice(first, first + together)
    const staged = await Promise.allSettled(
      batch.map((member, index) => stageMember(file, member, [first + index, members.length], { ...context, room })),
    )
    for (const [index, result] of staged.entries()) {
      if (result.status === 'fulfilled') {
        report.members_staged += 1
        if (batch[index]?.gzip) room -= result.value.size_bytes
        // Of the members nothing is known yet, however heavy the zip is.
        yield { ...to(target, 'FileStaged', result.value), weight: 'light' }
      } else if (result.reason instanceof MemberProblem) {
        rejected.push({ member_path: batch[index]?.path ?? '', reason: result.reason.message })
      } else throw result.reason
    }
    context.progress({ ...progress, done: Math.min(first + together, members.length) })
  }
  if (report.members_staged === 0) throw nothingStaged(file, report)
  const done = { ...progress, stage: 'parser' as const, state: 'DONE' as const, done: members.length }
  yield to(jobsProgress, 'StageProgress', { ...done, archive: report, at: Date.now() })
}

function nothingStaged(
  { filename }: FileStaged,
  { members_total: total, members_ignored: ignored, rejected, warnings }: ArchiveReport,
): Error {
  if (total === 0 && rejected.length === 0) {
    const others = ignored === 0 ? 'it is empty' : `none of its ${ignored} files ends in .nc or .nc4`
    return permanent('BAD_ARCHIVE', [`${filename} holds no NetCDF file: ${others}.`, ...warnings].join(' '))
  }
  const reasons = rejected.slice(0, spelledOut).map((each) => each.reason)
  const more = rejected.length > spelledOut ? ` And ${rejected.length - spelledOut} more.` : ''
  return permanent('BAD_ARCHIVE', `Not one NetCDF file of ${filename} can be taken. ${reasons.join(' ')}${more}`)
}

function passedOverSentence(paths: readonly string[]): string[] {
  if (paths.length === 0) return []
  const more = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : ''
  const named = paths.slice(0, mostNamed).join(', ')
  return [
    `Of the zip's files only .nc, .nc4 and their .gz are read; these look like data and were left out: ${named}${more}.`,
  ]
}
