import type { CalibrationStep, HistoryStep, ProfileProvenance } from '@floatchat/contracts/generated/records'
import type { NetcdfFile, NetcdfVariable } from '../netcdf/NetcdfFile.ts'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import { valuesOf } from './missingValue.ts'
import { testsDone } from './testsDone.ts'
import { textCells } from './textCells.ts'

/** Kept of a profile: real ones have up to 60 entries of history and 5 calibrations of 8 parameters. */
const mostKept = 200
/** All history of a file is read at once, and so are the calibrations of a block of profiles. */
const mostBytes = 4 * 1024 * 1024
/** The widths of the format: 64 for HISTORY_REFERENCE, 256 for a comment; some tools write 1,024. */
const mostCharacters = 1024

const historyTexts = ['INSTITUTION', 'STEP', 'SOFTWARE', 'SOFTWARE_RELEASE', 'REFERENCE', 'DATE', 'ACTION'] as const
const moreHistoryTexts = ['PARAMETER', 'QCTEST'] as const
const historyNumbers = ['START_PRES', 'STOP_PRES', 'PREVIOUS_VALUE'] as const

type Cells<Value> = (cell: number) => Value
/** What a file says of the making of profile `number`. */
export type Provenance = (number: number) => ProfileProvenance | null

/**
 * HISTORY_*, PARAMETER and SCIENTIFIC_CALIB_* of a block of profiles, where they have the dimensions that the format
 * gives them. They are no reason to refuse a file: what cannot be read of them is left out with a warning.
 */
export async function readProvenance(
  file: NetcdfFile,
  profiles: number,
  [from, to]: readonly [number, number],
  warnings: FileWarnings,
): Promise<Provenance> {
  const history = await readHistory(file, profiles, warnings)
  const calibrations = await readCalibrations(file, profiles, [from, to], warnings)
  return (number) => {
    const steps = history(number)
    const calibrated = calibrations(number - from)
    if (steps.length === 0 && calibrated.length === 0) return null
    if (steps.length > mostKept || calibrated.length > mostKept) {
      const sentence = (count: number) =>
        `HISTORY or SCIENTIFIC_CALIB has more than ${mostKept} entries in ${profilesOf(count)}; the latest ${mostKept} of each were kept.`
      warnings.count('provenance', '', sentence)
    }
    return {
      ...testsDone(steps),
      history: steps.slice(-mostKept),
      history_left_out: Math.max(0, steps.length - mostKept),
      calibrations: calibrated.slice(-mostKept),
      calibrations_left_out: Math.max(0, calibrated.length - mostKept),
    }
  }
}

async function readHistory(
  file: NetcdfFile,
  profiles: number,
  warnings: FileWarnings,
): Promise<(number: number) => HistoryStep[]> {
  const action = file.variables.get('HISTORY_ACTION')
  const entries = action?.shape[0] ?? 0
  const cells = entries * profiles
  if (cells === 0 || action === undefined) return () => []
  const variables = ofShape(file, 'HISTORY_', ['N_HISTORY', 'N_PROF'], [entries, profiles])
  if (isTooMuch(variables, entries)) {
    warnings.say(`HISTORY_* of ${entries} entries for ${profilesOf(profiles)} is more than is kept, and was left out.`)
    return () => []
  }
  const texts = await textsOf(file, variables, [...historyTexts, ...moreHistoryTexts], 'HISTORY_', [0, entries], cells)
  const numbers = new Map<string, Cells<number | null>>()
  for (const name of historyNumbers) {
    const variable = variables.get(name)
    const values = variable === undefined ? undefined : await file.read(variable, 0, entries)
    if (variable !== undefined && values !== undefined && 'numbers' in values) {
      numbers.set(name, valuesOf(variable, values.numbers))
    }
  }
  return (number) => {
    const steps: HistoryStep[] = []
    for (let entry = 0; entry < entries; entry += 1) {
      const cell = entry * profiles + number
      const text = (name: (typeof historyTexts | typeof moreHistoryTexts)[number]) => texts.get(name)?.(cell) ?? ''
      const value = (name: (typeof historyNumbers)[number]) => numbers.get(name)?.(cell) ?? null
      if (text('ACTION') === '' && text('STEP') === '' && text('DATE') === '') continue
      steps.push({
        institution: text('INSTITUTION'),
        step: text('STEP'),
        software: text('SOFTWARE'),
        software_release: text('SOFTWARE_RELEASE'),
        reference: text('REFERENCE'),
        date: text('DATE'),
        action: text('ACTION'),
        parameter: text('PARAMETER'),
        start_pres: value('START_PRES'),
        stop_pres: value('STOP_PRES'),
        previous_value: value('PREVIOUS_VALUE'),
        qctest: text('QCTEST'),
      })
    }
    return steps
  }
}

async function readCalibrations(
  file: NetcdfFile,
  profiles: number,
  [from, to]: readonly [number, number],
  warnings: FileWarnings,
): Promise<(row: number) => CalibrationStep[]> {
  const [calibrations = 0, parameters = 0] = file.variables.get('PARAMETER')?.shape.slice(1, 3) ?? []
  const each = calibrations * parameters
  const dimensions = ['N_PROF', 'N_CALIB', 'N_PARAM']
  const lengths = [profiles, calibrations, parameters]
  const named = ofShape(file, '', dimensions, lengths, ['PARAMETER', 'CALIBRATION_DATE'])
  const variables = new Map([...named, ...ofShape(file, 'SCIENTIFIC_CALIB_', dimensions, lengths)])
  if (each === 0 || !named.has('PARAMETER')) return () => []
  if (isTooMuch(variables, to - from)) {
    warnings.say(`SCIENTIFIC_CALIB_* of ${each} calibrations a profile is more than is kept, and was left out.`)
    return () => []
  }
  const names = ['PARAMETER', 'EQUATION', 'COEFFICIENT', 'COMMENT', 'DATE', 'CALIBRATION_DATE']
  const texts = await textsOf(file, variables, names, 'SCIENTIFIC_CALIB_', [from, to], (to - from) * each)
  return (row) => {
    const steps: CalibrationStep[] = []
    for (let index = 0; index < each; index += 1) {
      const text = (name: string) => texts.get(name)?.(row * each + index) ?? ''
      const [equation, coefficient, comment] = [text('EQUATION'), text('COEFFICIENT'), text('COMMENT')]
      const date = text('DATE') || text('CALIBRATION_DATE')
      if (`${equation}${coefficient}${comment}${date}` === '') continue
      const number = Math.floor(index / parameters)
      steps.push({ parameter: text('PARAMETER'), number, equation, coefficient, comment, date })
    }
    return steps
  }
}

/** The variables that have these dimensions and then, of a text, its characters; by name without the prefix. */
function ofShape(
  file: NetcdfFile,
  prefix: string,
  dimensions: readonly string[],
  lengths: readonly number[],
  only?: readonly string[],
): Map<string, NetcdfVariable> {
  const found = new Map<string, NetcdfVariable>()
  for (const variable of file.variables.values()) {
    const { name, type, shape } = variable
    if (!name.startsWith(prefix) || (only !== undefined && !only.includes(name))) continue
    const rank = dimensions.length + (type === 'char' ? 1 : 0)
    // Plain HDF5 has no names of dimensions.
    const isNamed = dimensions.every((each, axis) =>
      ['', each].includes(variable.dimensions[axis]?.toUpperCase() ?? ''),
    )
    if (shape.length === rank && isNamed && lengths.every((length, axis) => shape[axis] === length)) {
      if (type !== 'char' || (shape.at(-1) ?? 0) <= mostCharacters) found.set(name.slice(prefix.length), variable)
    }
  }
  return found
}

function isTooMuch(variables: ReadonlyMap<string, NetcdfVariable>, steps: number): boolean {
  return [...variables.values()].reduce((sum, { rowBytes }) => sum + rowBytes * steps, 0) > mostBytes
}

async function textsOf(
  file: NetcdfFile,
  variables: ReadonlyMap<string, NetcdfVariable>,
  names: readonly string[],
  prefix: string,
  [from, to]: readonly [number, number],
  cells: number,
): Promise<Map<string, Cells<string>>> {
  const texts = new Map<string, Cells<string>>()
  for (const name of names) {
    const variable = variables.get(name)
    if (variable === undefined) continue
    const cell = textCells(await file.read(variable, from, to), cells)
    const most = prefix === 'HISTORY_' ? 64 : mostCharacters
    texts.set(name, (index) => cell(index).slice(0, most))
  }
  return texts
}
