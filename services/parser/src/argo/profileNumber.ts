import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile, NetcdfVariable, NumericValues } from '@floatchat/netcdf/NetcdfFile'
import type { FileWarnings } from './FileWarnings.ts'
import { valuesOf } from './missingValue.ts'
import { timeScale } from './timeScale.ts'

const times = ['JULD', 'JULD_LOCATION'] as const
/** The fills of JULD: that of the manual, and that of smaller tools, which take the one of all other variables. */
const juldFills: ReadonlySet<number> = new Set([999_999, 99_999])

/** A number that a file has once a profile, by row: unpacked, times in days since 1950, null where missing. */
export function profileNumber(variable: NetcdfVariable, numbers: NumericValues): (row: number) => number | null {
  const value = valuesOf(variable, numbers)
  if (!isTime(variable.name)) return value
  const scale = scaleOf(variable)
  return (row) => {
    const own = value(row)
    const days = own === null || scale === undefined ? null : scale(own)
    return days === null || juldFills.has(days) ? null : days
  }
}

/**
 * That the times can be read, and what of them should be known.
 *
 * @throws IngestionError where their units are not understood: days since 1950 would be a guess.
 */
export function checkTimes(file: NetcdfFile, filename: string, warnings: FileWarnings): void {
  for (const name of times) {
    const variable = file.variables.get(name)
    if (variable === undefined) continue
    if (scaleOf(variable) === undefined) {
      const calendar = textOf(variable, 'calendar')
      const what = `'${textOf(variable, 'units')}'${calendar === undefined ? '' : ` of the calendar '${calendar}'`}`
      throw permanent(
        'MALFORMED_NETCDF',
        `${filename} counts ${name} in ${what}, which is not understood. Argo has 'days since 1950-01-01 00:00:00 UTC'.`,
      )
    }
    if (textOf(variable, 'units') === undefined)
      warnings.say(`${name} has no units; its values were read as days since 1950-01-01.`)
    if (variable.type === 'float')
      warnings.say(`${name} is stored with 32 bits, which holds no seconds: its times are minutes off.`)
  }
}

function scaleOf(variable: NetcdfVariable): ((value: number) => number) | undefined {
  const units = textOf(variable, 'units')
  return units === undefined ? (value) => value : timeScale(units, textOf(variable, 'calendar'))
}

function isTime(name: string): boolean {
  return (times as readonly string[]).includes(name)
}

/** Undefined where there is no such attribute, or nothing in it. */
function textOf({ attributes }: NetcdfVariable, name: string): string | undefined {
  const value = attributes.get(name)
  const text = typeof value === 'string' ? value.replace(/\0.*$/s, '').trim() : ''
  return text === '' ? undefined : text
}
