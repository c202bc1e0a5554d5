import type { NetcdfFile } from '../netcdf/NetcdfFile.ts'
import { textCells } from './textCells.ts'

/**
 * The text of a variable that the file has once (DATA_TYPE, FORMAT_VERSION); empty where it has none. Where files were
 * put one behind another it is there once a profile: then that of the first.
 */
export async function fileText(file: NetcdfFile, name: string): Promise<string> {
  const variable = file.variables.get(name)
  if (variable === undefined) return ''
  const { type, shape, rowBytes } = variable
  const isOneText = type === 'char' && shape.filter((length) => length !== 1).length <= 1
  const steps = isOneText ? (shape[0] ?? 1) : Math.min(1, shape[0] ?? 1)
  if (steps === 0 || rowBytes * steps > 4096) return ''
  return textCells(await file.read(variable, 0, steps), 1)(0)
}
