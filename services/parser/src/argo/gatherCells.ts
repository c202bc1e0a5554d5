import type { NetcdfValues } from '@floatchat/netcdf/NetcdfFile'
import type { Fit } from './fitVariable.ts'

/** The cells of `rows` profiles, one behind the other, from values that lie as the fit says. */
export function gatherCells(values: NetcdfValues, fit: Fit, from: number, rows: number): NetcdfValues {
  if ('chars' in values) {
    const chars = Buffer.allocUnsafeSlow(rows * fit.cells * fit.width)
    gather(values.chars, chars, fit, from, rows)
    return { chars }
  }
  if ('texts' in values) {
    const texts = Array.from({ length: rows * fit.cells }, () => '')
    gather(values.texts, texts, fit, from, rows)
    return { texts }
  }
  const { numbers } = values
  const make = numbers.constructor as new (length: number) => typeof numbers // the same type
  const gathered = new make(rows * fit.cells)
  gather(numbers, gathered, fit, from, rows)
  return { numbers: gathered }
}

function gather<Item>(
  source: { readonly [index: number]: Item },
  target: { [index: number]: Item },
  { cells, width, profileStride, cellStride, widthStride }: Fit,
  from: number,
  rows: number,
): void {
  let at = 0
  for (let row = from; row < from + rows; row += 1) {
    for (let cell = 0; cell < cells; cell += 1) {
      const start = row * profileStride + cell * cellStride
      for (let index = 0; index < width; index += 1) {
        target[at] = source[start + index * widthStride] as Item // in range by the lengths of the dimensions
        at += 1
      }
    }
  }
}
