import type { NetcdfValues, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { fillsOf } from './missingValue.ts'

const blank = 0x20
const zero = 0x30
/** What no flag, mode or direction is, so that it is counted as strange. */
const strange = 0x7f

/**
 * One character a cell. Software that knows no characters writes flags as the numbers 0 to 9, as the bytes of their
 * characters, or as an enumeration, and modes as bytes.
 */
export function lettersOf(variable: NetcdfVariable, values: NetcdfValues): Buffer {
  if ('chars' in values) return values.chars
  if ('texts' in values) return Buffer.from(values.texts.map((text) => text.charAt(0) || ' ').join(''), 'latin1')
  const { numbers } = values
  const fills = fillsOf(variable)
  // Where one is the byte of a character all are, and 0 is a NUL rather than the flag 0.
  const asBytes = numbers.some((value) => isDigitOrCapital(value) && !fills.includes(value))
  const letters = Buffer.alloc(numbers.length, blank)
  for (const [index, value] of numbers.entries()) {
    if (Number.isNaN(value) || fills.includes(value)) continue
    if (asBytes) letters[index] = value >= 0 && value < strange ? value : strange
    else letters[index] = Number.isInteger(value) && value >= 0 && value <= 9 ? zero + value : strange
  }
  return letters
}

function isDigitOrCapital(value: number): boolean {
  return (value >= zero && value <= zero + 9) || (value >= 0x41 && value <= 0x5a)
}
