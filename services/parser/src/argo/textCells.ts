import type { NetcdfValues } from '@floatchat/netcdf/NetcdfFile'
import { cleanText, decodeText } from './decodeText.ts'

/**
 * The texts of a variable as `count` cells, decoded when asked for. One cell is a row of a char array (a
 * single flag too), a text, or a number written out.
 *
 * Neighbours are mostly equal (the same float, project and parameters all along a file), so that a cell
 * whose bytes are those of the cell before costs no second decoding.
 */
export function textCells(values: NetcdfValues, count: number): (cell: number) => string {
  if ('texts' in values) return (cell) => cleanText(values.texts[cell] ?? '')
  if ('numbers' in values) return (cell) => String(values.numbers[cell] ?? '')
  const { chars } = values
  const width = count === 0 ? 0 : chars.length / count
  let last: { readonly start: number; readonly text: string } | undefined
  return (cell) => {
    const start = cell * width
    if (last !== undefined && chars.compare(chars, last.start, last.start + width, start, start + width) === 0) {
      return last.text
    }
    last = { start, text: decodeText(chars.subarray(start, start + width)) }
    return last.text
  }
}
