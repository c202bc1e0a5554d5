import type { LocalFile } from '../netcdf/LocalFile.ts'

type OpenFile = Pick<LocalFile, 'sizeBytes' | 'read'>

export interface Extent {
  readonly start: number
  readonly end: number
}

const endRecord = Buffer.from('PK\x05\x06', 'latin1')
const end64Record = Buffer.from('PK\x06\x06', 'latin1')
const end64Locator = Buffer.from('PK\x06\x07', 'latin1')
const directoryRecord = Buffer.from('PK\x01\x02', 'latin1')
const endBytes = 22
const end64Bytes = 56
const locatorBytes = 20
const longestComment = 0xffff
/** Line ends, signatures, padding: what tools append to a zip. */
const mostBehind = 64 * 1024

/**
 * Where in a file its zip lies: behind a program that expands it (whose directory mostly does not count the program's
 * bytes), before what was appended to it.
 *
 * A zip is known by the record at its end (APPNOTE.TXT, 4.3.16) together with a directory where that says.
 */
export function zipExtent(file: OpenFile): Extent | undefined {
  const from = Math.max(0, file.sizeBytes - endBytes - longestComment - mostBehind)
  const tail = bytesAt(file, from, file.sizeBytes - from)
  for (let at = tail.lastIndexOf(endRecord); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(endRecord, at - 1)) {
    if (at + endBytes > tail.length) continue
    const end = from + at + endBytes + tail.readUInt16LE(at + 20)
    const start = startOf(file, from + at, tail.subarray(at, at + endBytes))
    if (start !== undefined && end <= file.sizeBytes) return { start, end }
  }
  return undefined
}

function startOf(file: OpenFile, at: number, record: Buffer): number | undefined {
  const isLarge = bytesAt(file, at - locatorBytes, 4).equals(end64Locator)
  const large = isLarge ? bytesAt(file, at - locatorBytes - end64Bytes, end64Bytes) : undefined
  if (large !== undefined && !large.subarray(0, 4).equals(end64Record)) return undefined
  const entries = large === undefined ? record.readUInt16LE(10) : Number(large.readBigUInt64LE(32))
  const size = large === undefined ? record.readUInt32LE(12) : Number(large.readBigUInt64LE(40))
  const offset = large === undefined ? record.readUInt32LE(16) : Number(large.readBigUInt64LE(48))
  const directory = (large === undefined ? at : at - locatorBytes - end64Bytes) - size
  if (entries > 0 && !bytesAt(file, directory, 4).equals(directoryRecord)) return undefined
  return directory >= offset ? directory - offset : undefined
}

/** Fewer where the file has fewer. */
function bytesAt(file: OpenFile, position: number, length: number): Buffer {
  if (position < 0) return Buffer.alloc(0)
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, file.read(bytes, position))
}
