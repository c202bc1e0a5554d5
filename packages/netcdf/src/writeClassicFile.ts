import type { ClassicFile } from './ClassicFile.ts'
import { encodeValues } from './encodeValues.ts'
import { layOutClassicFile } from './layOutClassicFile.ts'

/**
 * The bytes of a classic NetCDF file (CDF-1, CDF-2 or CDF-5).
 *
 * @throws TypeError where a variable has not as many values as its dimensions say.
 */
export function writeClassicFile(file: ClassicFile): Buffer {
  const { header, places, recordsBegin, recordSize, recordCount } = layOutClassicFile(file)
  const result = Buffer.alloc(recordsBegin + recordSize * recordCount)
  header.copy(result)
  for (const [index, { isRecord, length, begin }] of places.entries()) {
    const variable = file.variables[index]
    if (variable === undefined) continue
    const bytes = encodeValues(variable.type, variable.values)
    const expected = isRecord ? length * recordCount : length
    if (bytes.length !== expected)
      throw new TypeError(`${variable.name}: ${bytes.length} bytes of values where its dimensions make ${expected}`)
    const pieces = isRecord ? recordCount : 1
    for (let record = 0; record < pieces; record += 1)
      bytes.copy(result, begin + record * recordSize, record * length, (record + 1) * length)
  }
  return result
}
