import { testNames } from '../quality/qualityTests.ts'
import type { LoadedProfile, Values } from './LoadedProfile.ts'
import { variablesOf } from './variablesOf.ts'

/**
 * The values of profiles as CSV (RFC 4180), one row a level, yielded profile by profile: the best pressure, then for
 * each parameter raw, adjusted and error with their Argo flags and the tests that failed. Empty for what is missing.
 * The second row has the units, as ERDDAP's does.
 */
export function* csvOfProfiles(profiles: readonly LoadedProfile[]): Generator<string> {
  const parameters = ['PRES', ...variablesOf(profiles).map(({ parameter }) => parameter)]
  const columns = ['', '_QC', '_ADJUSTED', '_ADJUSTED_QC', '_ADJUSTED_ERROR', '_FAILED_TESTS']
  const fixed = [
    'platform_number',
    'cycle_number',
    'direction',
    'source_kind',
    'profile_index',
    'data_mode',
    'time',
    'latitude',
    'longitude',
    'level',
  ]
  yield line([...fixed, ...parameters.flatMap((parameter) => columns.map((column) => parameter + column))])
  const unitOf: Readonly<Record<string, string>> = { time: 'UTC', latitude: 'degrees_north', longitude: 'degrees_east' }
  const units = parameters.flatMap((parameter) => {
    const unit = unitsOf(profiles, parameter)
    return [unit, '', unit, '', unit, '']
  })
  yield line([...fixed.map((name) => unitOf[name] ?? ''), ...units])
  for (const { profile, levels, variables } of profiles) {
    const { platform_number, cycle_number, direction, source_kind, profile_index, data_mode } = profile
    const place = [profile.timestamp ?? '', profile.latitude ?? '', profile.longitude ?? '']
    const head = [platform_number, cycle_number, direction, source_kind, profile_index, data_mode, ...place]
    let rows = ''
    for (let level = 0; level < levels; level += 1) {
      const cells = parameters.flatMap((parameter) => {
        const variable = variables.get(parameter)
        if (variable === undefined) return ['', '', '', '', '', '']
        const { raw, qc, adjusted, adjustedQc, adjustedError, failed } = variable
        const tests = testNames(failed?.[level] ?? 0).join('; ')
        return [
          number(raw, level),
          flag(qc, level),
          number(adjusted, level),
          flag(adjustedQc, level),
          number(adjustedError, level),
          tests,
        ]
      })
      rows += line([...head, level, ...cells])
    }
    yield rows
  }
}

/** As the first profile that says it has it, by its name in Argo. */
function unitsOf(profiles: readonly LoadedProfile[], parameter: string): string {
  for (const { variables } of profiles) {
    const units = variables.get(parameter)?.units
    if (units) return units
  }
  return ''
}

const line = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`
const flag = (flags: string, level: number): string => (flags[level] ?? '').trim()

/** Float32 has seven digits; more would be noise. Doubles are there because they have more. */
function number(values: Values | undefined, level: number): string {
  const value = values?.[level]
  if (value === undefined || Number.isNaN(value)) return ''
  return String(values instanceof Float64Array ? value : Number(value.toPrecision(7)))
}

/** A cell as RFC 4180 has it. Text that a spreadsheet would run as a formula is marked as text. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
