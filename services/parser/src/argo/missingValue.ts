import type { NetcdfVariable, NumericValues } from '@floatchat/netcdf/NetcdfFile'
import { fillOfType } from '../netcdf/fillOfType.ts'

/**
 * What stands for a missing value in a variable, in its own numbers before they are unpacked: its `_FillValue`, or the
 * default of its type where it declares none, and every entry of `missing_value`. What is not finite is missing too;
 * there is no bound on magnitudes, since raw counts of radiometers reach 2.2e9.
 */
export function fillsOf({ type, attributes }: NetcdfVariable): readonly number[] {
  const own = attributes.get('_FillValue')
  // The usual case, told first: a float with a float for its fill.
  if (own instanceof Float32Array && own.length === 1 && !attributes.has('missing_value')) return [own[0] as number]
  const entries = (name: string) => {
    const value = attributes.get(name)
    return typeof value === 'object' ? Array.from(value) : []
  }
  const declared = entries('_FillValue')
  const byType = fillOfType[type]
  const fills = [...(declared.length === 0 && byType !== undefined ? [byType] : declared), ...entries('missing_value')]
  // Of a float the attribute may be a double: -999.9 is another number in each.
  return [...new Set(type === 'float' ? fills.flatMap((fill) => [fill, Math.fround(fill)]) : fills)]
}

/** The values of a variable one by one, unpacked (CF, scale_factor and add_offset); null where missing. */
export function valuesOf(variable: NetcdfVariable, numbers: NumericValues): (index: number) => number | null {
  const fills = fillsOf(variable)
  const { scale, offset } = packingOf(variable)
  return (index) => {
    const value = numbers[index]
    if (value === undefined || !Number.isFinite(value) || fills.includes(value)) return null
    const unpacked = value * scale + offset
    return Number.isFinite(unpacked) ? unpacked : null
  }
}

/** Values of levels with NaN for every missing one. */
export interface LevelValues {
  /** The nearest float32. */
  readonly floats: Float32Array
  /** The values themselves; undefined where float32 holds every one of them. */
  readonly doubles: Float64Array | undefined
}

/** All values of a variable. Works in place where they are float32 already. */
export function levelValues(variable: NetcdfVariable, numbers: NumericValues): LevelValues {
  const fills = fillsOf(variable)
  const packing = packingOf(variable)
  if (numbers instanceof Float32Array && !packing.isPacked) {
    blank(numbers, fills)
    return { floats: numbers, doubles: undefined }
  }
  const { scale, offset, inFloats } = packing
  const floats = new Float32Array(numbers.length)
  const doubles = new Float64Array(numbers.length)
  let isExact = true
  for (let index = 0; index < numbers.length; index += 1) {
    const value = numbers[index] as number // in range by the loop
    const unpacked = Number.isFinite(value) && !fills.includes(value) ? value * scale + offset : Number.NaN
    const known = Number.isFinite(unpacked) ? unpacked : Number.NaN
    const float = nearestFloat(known)
    floats[index] = float
    doubles[index] = known
    if (float !== known && !Number.isNaN(known)) isExact = false
  }
  return { floats, doubles: isExact || inFloats ? undefined : doubles }
}

const largestFloat = 3.4028234663852886e38

/** Finite where the value is. */
function nearestFloat(value: number): number {
  const float = Math.fround(value)
  return Number.isFinite(float) || Number.isNaN(float) ? float : Math.sign(value) * largestFloat
}

function blank(numbers: Float32Array, fills: readonly number[]): void {
  const { length } = numbers
  const [first, ...others] = fills
  for (let index = 0; index < length; index += 1) {
    const value = numbers[index] as number // in range by the loop; checking costs a tenth of the parser's time
    if (!(value < Number.POSITIVE_INFINITY && value > Number.NEGATIVE_INFINITY) || value === first) {
      numbers[index] = Number.NaN
    } else if (others.length > 0 && others.includes(value)) numbers[index] = Number.NaN
  }
}

/** How packed numbers are unpacked, and whether to float32: the type of the attributes says so (CF 8.1). */
function packingOf({ type, attributes }: NetcdfVariable) {
  const packing = ['scale_factor', 'add_offset'].map((name) => attributes.get(name))
  const [scale, offset] = packing.map((value) => (typeof value === 'object' ? value[0] : undefined))
  const isPacked = (scale ?? 1) !== 1 || (offset ?? 0) !== 0
  const isNarrow = type !== 'double' && type !== 'int' && type !== 'uint' && !type.endsWith('64')
  const inFloats =
    isPacked && isNarrow && packing.every((value) => value === undefined || value instanceof Float32Array)
  return { scale: scale ?? 1, offset: offset ?? 0, isPacked, inFloats }
}
