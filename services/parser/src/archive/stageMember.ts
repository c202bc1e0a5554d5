import type { FileStaged } from '@floatchat/contracts/generated/records'
import { memberFileId } from '@floatchat/contracts/memberFileId'
import type { Bucket } from '@floatchat/objects/Bucket'
import { memberKey } from '@floatchat/objects/stagedKeys'
import type { Member } from './Member.ts'
import { memberProblem } from './MemberProblem.ts'
import { memberStream } from './MemberStream.ts'

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
  bucket: Bucket,
  signal: AbortSignal,
): Promise<FileStaged> {
  const { path, zip, entry, refusal } = member
  if (refusal !== undefined) throw memberProblem(path, refusal)
  const key = memberKey(archive.dataset_id ?? 0, number, path)
  const stream = await memberStream(zip, entry, path)
  await bucket.put(key, stream.bytes, { sizeBytes: entry.uncompressedSize, signal })
  const sha256 = await checked()
  return {
    job_id: archive.job_id,
    file_id: memberFileId(archive.file_id, number),
    attempt: archive.attempt,
    dataset_id: null,
    parent_dataset_id: archive.dataset_id,
    dataset_name: archive.dataset_name,
    filename: path.split(/[/\\]/).at(-1) || path,
    object_key: key,
    size_bytes: entry.uncompressedSize,
    sha256,
    reason: 'ARCHIVE_MEMBER',
    archive: { archive_file_id: archive.file_id, member_path: path, member_number: number, members_total: total },
    staged_at: Date.now(),
  }

  async function checked(): Promise<string> {
    try {
      return stream.finish()
    } catch (error) {
      await bucket.remove(key)
      throw error
    }
  }
}
