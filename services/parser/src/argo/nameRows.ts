import type { NetcdfValues } from '@floatchat/netcdf/NetcdfFile'
import { cleanText, decodeText } from './decodeText.ts'

/**
 * The names that STATION_PARAMETERS lists, profile by profile.
 *
 * Profiles of one file mostly list the same: a row that is equal to the one before is the same array, and a name is
 * decoded once for all rows.
 */
export function nameRows(values: NetcdfValues, rows: number, perRow: number): (row: number) => readonly string[] {
  let last: { readonly row: number; readonly names: readonly string[] } | undefined
  const decoded = new Map<string, string>()
  const { same, names } = 'chars' in values ? ofChars(values.chars) : ofTexts(values)
  return (row) => {
    if (last === undefined || !same(last.row, row)) last = { row, names: names(row) }
    return last.names
  }

  function ofChars(chars: Buffer) {
    const rowWidth = rows === 0 ? 0 : chars.length / rows
    const width = perRow === 0 ? 0 : rowWidth / perRow
    const cell = (start: number) =>
      once(chars.toString('latin1', start, start + width), () => decodeText(chars.subarray(start, start + width)))
    return {
      same: (a: number, b: number) =>
        chars.compare(chars, a * rowWidth, (a + 1) * rowWidth, b * rowWidth, (b + 1) * rowWidth) === 0,
      names: (row: number) => Array.from({ length: perRow }, (_, index) => cell(row * rowWidth + index * width)),
    }
  }

  function ofTexts(given: Exclude<NetcdfValues, { chars: Buffer }>) {
    const text = (cell: number) => ('texts' in given ? (given.texts[cell] ?? '') : String(given.numbers[cell] ?? ''))
    const cells = (row: number) => Array.from({ length: perRow }, (_, index) => row * perRow + index)
    return {
      same: (a: number, b: number) => cells(a).every((cell, index) => text(cell) === text(b * perRow + index)),
      names: (row: number) => cells(row).map((cell) => once(text(cell), () => cleanText(text(cell)))),
    }
  }

  function once(key: string, decode: () => string): string {
    const known = decoded.get(key)
    if (known !== undefined) return known
    const name = decode()
    decoded.set(key, name)
    return name
  }
}
