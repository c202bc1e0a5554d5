const blank = 0x20
const zero = 0x30
const nine = 0x39

/** Quality flags of a block, one byte a level: a digit of reference table 2, or a blank for none. */
export interface Flags {
  readonly bytes: Buffer
  /** Flags that were no digit and have become blanks. */
  readonly strange: number
}

/** The flags among the characters, in place: what is none becomes a blank. */
export function flagsOf(bytes: Buffer): Flags {
  let strange = 0
  const { length } = bytes
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] as number // in range by the loop
    if (byte === blank || (byte >= zero && byte <= nine)) continue
    if (byte !== 0) strange += 1
    bytes[index] = blank
  }
  return { bytes, strange }
}

/** The flags of `length` levels from `start` on, empty where there is not one. */
export function flagText(bytes: Buffer, start: number, length: number): string {
  let index = start
  const end = start + length
  while (index < end && bytes[index] === blank) index += 1
  return index === end ? '' : bytes.toString('latin1', start, end)
}
