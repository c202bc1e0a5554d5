import type { NetcdfValues } from '../netcdf/NetcdfFile.ts'

const blank = 0x20
const zero = 0x30
const nine = 0x39

/** Quality flags of a block, one byte a level: a digit of reference table 2, or a blank for none. */
export interface Flags {
  readonly bytes: Buffer
  /** Flags that were no digit and have become blanks. */
  readonly strange: number
}

/** The flags of a variable: chars as in Argo; texts and numbers as tools make of them. */
export function flagsOf(values: NetcdfValues): Flags {
  if ('chars' in values) return cleaned(values.chars)
  if ('texts' in values)
    return cleaned(Buffer.from(values.texts.map((text) => text.charAt(0) || ' ').join(''), 'latin1'))
  const digits = Array.from(values.numbers, (value) => (value >= 0 && value <= 9 ? zero + value : blank))
  return cleaned(Buffer.from(digits))
}

function cleaned(bytes: Buffer): Flags {
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
