import { buffer } from 'node:stream/consumers'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { memberFileId } from '@floatchat/contracts/memberFileId'
import { memberKey } from '@floatchat/objects/stagedKeys'
import { inMemoryBytes } from '../staging/fetchStaged.ts'
import type { Member } from './Member.ts'
import { memberProblem } from './MemberProblem.ts'
import { memberStream } from './MemberStream.ts'
import { type GzipContext, stageGzip } from './stageGzip.ts'

/**
 * Expands a member into the bucket and says what was staged. However often a zip is expanded, its members
 * come to the same place under the same file ids.
 *
 * @throws MemberProblem where this member cannot be staged; an outage where no member could be now.
 */
export async function stageMember(
  archive: FileStaged,
  member: Member,
  [number, total]: readonly [number, number],
  context: GzipContext,
): Promise<FileStaged> {
  const { path, refusal, gzip } = member
  if (refusal !== undefined) throw memberProblem(path, refusal)
  const key = memberKey(archive.dataset_id ?? 0, number, path)
  const { sizeBytes, sha256 } = await (gzip ? stageGzip : stagePlain)(member, key, context)
  const name = path.split(/[/\\]/).at(-1) || path
  return {
    job_id: archive.job_id,
    file_id: memberFileId(archive.file_id, number),
    attempt: archive.attempt,
    dataset_id: null,
    parent_dataset_id: archive.dataset_id,
    dataset_name: archive.dataset_name,
    filename: gzip ? name.replace(/\.gz$/i, '') : name,
    object_key: key,
    size_bytes: sizeBytes,
    sha256,
    reason: 'ARCHIVE_MEMBER',
    archive: { archive_file_id: archive.file_id, member_path: path, member_number: number, members_total: total },
    staged_at: Date.now(),
    operation_id: null,
  }
}

async function stagePlain(
  { path, zip, entry }: Member,
  key: string,
  { bucket, signal, atHand }: GzipContext,
): Promise<{ sizeBytes: number; sha256: string }> {
  const stream = await memberStream(zip, entry, path)
  const sizeBytes = entry.uncompressedSize
  if (sizeBytes <= inMemoryBytes) {
    const bytes = await buffer(stream.bytes)
    const sha256 = stream.finish()
    await bucket.put(key, bytes, { sizeBytes, signal })
    atHand.keep(key, sha256, bytes)
    return { sizeBytes, sha256 }
  }
  await bucket.put(key, stream.bytes, { sizeBytes, signal })
  try {
    return { sizeBytes, sha256: stream.finish() }
  } catch (error) {
    await bucket.remove(key)
    throw error
  }
}
