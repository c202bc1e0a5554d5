import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { textCells } from './textCells.ts'

const longest = 4096
/** Of a text for each profile that lies across the profiles: all is read for the first. */
const longestAcross = 4 * 1024 * 1024

/**
 * The text of a variable that the file has once (DATA_TYPE, FORMAT_VERSION); empty where it has none. Where files were
 * put one behind another it is there once a profile: then that of the first.
 */
export async function fileText(file: NetcdfFile, name: string): Promise<string> {
  const variable = file.variables.get(name)
  if (variable === undefined) return ''
  const { type, shape, rowBytes } = variable
  if (type === 'char' && liesAcross(file, variable)) return await firstColumn(file, variable)
  const isOneText = type === 'char' && shape.filter((length) => length !== 1).length <= 1
  const steps = isOneText ? (shape[0] ?? 1) : Math.min(1, shape[0] ?? 1)
  if (steps === 0 || rowBytes * steps > longest) return ''
  return textCells(await file.read(variable, 0, steps), 1)(0)
}

/** Whether the characters come before the profiles. */
function liesAcross(file: NetcdfFile, { shape, dimensions }: NetcdfVariable): boolean {
  const last = dimensions.at(-1)
  if (shape.length < 2 || last === undefined || last === '') return false
  return last.toUpperCase() === 'N_PROF' || last === file.variables.get('CYCLE_NUMBER')?.dimensions[0]
}

async function firstColumn(file: NetcdfFile, variable: NetcdfVariable): Promise<string> {
  const { shape, rowBytes } = variable
  const [steps = 0, profiles = 0] = [shape[0], shape.at(-1)]
  if (steps * rowBytes > longestAcross) return ''
  const values = await file.read(variable, 0, steps)
  if (!('chars' in values)) return ''
  return textCells({ chars: Buffer.from(values.chars.filter((_, at) => at % profiles === 0)) }, 1)(0)
}
