const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Text of a char array: UTF-8, or Latin-1 where it is not valid UTF-8 (PI names with 0xE9, blanks as
 * 0xA0), without the blanks and NULs that pad it. A NUL inside becomes a blank: PostgreSQL stores none.
 */
export function decodeText(bytes: Uint8Array): string {
  let end = bytes.length
  while (end > 0 && isPadding(bytes[end - 1])) end -= 1
  let start = 0
  while (start < end && isPadding(bytes[start])) start += 1
  if (start === end) return ''
  const part = bytes.subarray(start, end)
  return cleanText(isAscii(part) ? latin1(part) : decodeUnpadded(part))
}

/** The same for a text that came as a string. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', ' ').trim()
}

function isPadding(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function decodeUnpadded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1(bytes)
  }
}
