const magic = 0xfd2fb528

/**
 * How long the content of a zstd frame is by its own header, bytes; undefined where the header does not say so, or
 * is none. A claim of whoever wrote it: good for the choice of a buffer, not for trust.
 *
 * RFC 8878, section 3.1.1.1.
 */
export function zstdContentSize(frame: Buffer): number | undefined {
  if (frame.length < 18 || frame.readUInt32LE(0) !== magic) return undefined
  const descriptor = frame.readUInt8(4)
  const isSingleSegment = (descriptor & 0b10_0000) !== 0
  const dictionaryIdBytes = [0, 1, 2, 4][descriptor & 0b11] as number // Two bits: 0 to 3.
  const at = 5 + (isSingleSegment ? 0 : 1) + dictionaryIdBytes
  switch (descriptor >> 6) {
    case 0:
      return isSingleSegment ? frame.readUInt8(at) : undefined
    case 1:
      return frame.readUInt16LE(at) + 256
    case 2:
      return frame.readUInt32LE(at)
    default:
      return Number(frame.readBigUInt64LE(at))
  }
}
