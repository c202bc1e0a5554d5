const blank = 0x20
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Text of a char array: UTF-8, or Latin-1 where it is not valid UTF-8 (PI names with 0xE9, blanks as
 * 0xA0), without the blanks that pad it. It ends at its first NUL: what C leaves behind one is rubbish.
 */
export function decodeText(bytes: Uint8Array): string {
  const nul = bytes.indexOf(0)
  let end = nul === -1 ? bytes.length : nul
  while (end > 0 && bytes[end - 1] === blank) end -= 1
  let start = 0
  while (start < end && bytes[start] === blank) start += 1
  if (start === end) return ''
  const part = bytes.subarray(start, end)
  return cleanText(isAscii(part) ? latin1(part) : decodeUnpadded(part))
}

/** The same for a text that came as a string. */
export function cleanText(text: string): string {
  const nul = text.indexOf('\0')
  return (nul === -1 ? text : text.slice(0, nul)).trim()
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
