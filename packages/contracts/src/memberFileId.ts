import { createHash } from 'node:crypto'
import { type FileId, toFileId } from './ids.ts'

/**
 * The file id of a member of a zip: UUID version 5 (RFC 9562, section 5.5) with the zip's file id as
 * its namespace, so that expanding the zip again gives the same files again.
 */
export function memberFileId(archive: FileId, memberNumber: number): FileId {
  const digest = createHash('sha1')
    .update(Buffer.from(archive.replaceAll('-', ''), 'hex'))
    .update(`member:${memberNumber}`)
    .digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex')
  return toFileId(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-'),
  )
}
