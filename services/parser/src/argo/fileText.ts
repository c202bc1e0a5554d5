import type { NetcdfFile } from '../netcdf/NetcdfFile.ts'
import { textCells } from './textCells.ts'

/** The text of a variable that the file has once (DATA_TYPE, FORMAT_VERSION); empty where it has none. */
export async function fileText(file: NetcdfFile, name: string): Promise<string> {
  const variable = file.variables.get(name)
  if (variable === undefined || variable.rowBytes * (variable.shape[0] ?? 1) > 4096) return ''
  return textCells(await file.read(variable, 0, variable.shape[0] ?? 1), 1)(0)
}
