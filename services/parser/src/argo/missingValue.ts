import type { NetcdfVariable, NumericValues } from '../netcdf/NetcdfFile.ts'

/** No Argo variable has a value of this size: 99999 and 999999 are the fills of the manual. */
const beyondAnyValue = 99_990

/** The fill value that a variable itself names; NaN where it names none. */
export function fillValueOf(variable: NetcdfVariable): number {
  const fill = variable.attributes.get('_FillValue') ?? variable.attributes.get('missing_value')
  return typeof fill === 'object' ? (fill[0] ?? Number.NaN) : Number.NaN
}

/**
 * A value, or null where it is missing: the variable's own fill, NaN, an infinity, or anything of a
 * magnitude from 99990 on, so that both fills of JULD (999999, and 99999 from smaller tools) are one.
 */
export function valueOrNull(value: number | undefined, fill: number): number | null {
  if (value === undefined || value === fill || !(Math.abs(value) < beyondAnyValue)) return null
  return value
}

/**
 * The values as float32 with NaN for every missing one. Works in place where they are float32 already.
 */
export function floatsOf(variable: NetcdfVariable, numbers: NumericValues): Float32Array {
  const scale = numberOf(variable, 'scale_factor', 1)
  const offset = numberOf(variable, 'add_offset', 0)
  const fill = fillValueOf(variable)
  const packed = scale !== 1 || offset !== 0
  if (numbers instanceof Float32Array && !packed) {
    blank(numbers, fill)
    return numbers
  }
  return Float32Array.from(numbers, (value) => {
    const known = valueOrNull(value, fill)
    return known === null ? Number.NaN : known * scale + offset
  })
}

function blank(numbers: Float32Array, fill: number): void {
  const { length } = numbers
  for (let index = 0; index < length; index += 1) {
    const value = numbers[index] as number // in range by the loop; checking costs a tenth of the parser's time
    if (!(value < beyondAnyValue && value > -beyondAnyValue) || value === fill) numbers[index] = Number.NaN
  }
}

function numberOf(variable: NetcdfVariable, name: string, otherwise: number): number {
  const value = variable.attributes.get(name)
  return typeof value === 'object' ? (value[0] ?? otherwise) : otherwise
}
