import type { HistoryStep } from '@floatchat/contracts/generated/records'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import { valuesOf } from './missingValue.ts'
import { isTooMuch, readTexts, variablesOfShape } from './provenanceVariables.ts'

/** The width of HISTORY_REFERENCE, the widest. */
const mostCharacters = 64

const historyTexts = [
  ...(['HISTORY_INSTITUTION', 'HISTORY_STEP', 'HISTORY_SOFTWARE', 'HISTORY_SOFTWARE_RELEASE'] as const),
  ...(['HISTORY_REFERENCE', 'HISTORY_DATE', 'HISTORY_ACTION', 'HISTORY_PARAMETER', 'HISTORY_QCTEST'] as const),
]
const historyNumbers = ['HISTORY_START_PRES', 'HISTORY_STOP_PRES', 'HISTORY_PREVIOUS_VALUE'] as const

/** HISTORY_* of all profiles of a file: of each its entries in file order, without those that say nothing. */
export async function readHistory(
  file: NetcdfFile,
  profiles: number,
  warnings: FileWarnings,
): Promise<(number: number) => HistoryStep[]> {
  const entries = file.variables.get('HISTORY_ACTION')?.shape[0] ?? 0
  if (entries === 0 || profiles === 0) return () => []
  const names = [...historyTexts, ...historyNumbers]
  const variables = variablesOfShape(file, names, ['N_HISTORY', 'N_PROF'], [entries, profiles])
  if (isTooMuch(variables, entries)) {
    warnings.say(`HISTORY_* of ${entries} entries for ${profilesOf(profiles)} is more than is kept, and was left out.`)
    return () => []
  }
  const text = await readTexts(file, variables, historyTexts, [0, entries], entries * profiles, mostCharacters)
  const numbers = new Map<string, (cell: number) => number | null>()
  for (const name of historyNumbers) {
    const variable = variables.get(name)
    const values = variable === undefined ? undefined : await file.read(variable, 0, entries)
    if (variable !== undefined && values !== undefined && 'numbers' in values) {
      numbers.set(name, valuesOf(variable, values.numbers))
    }
  }
  const value = (name: (typeof historyNumbers)[number], cell: number) => numbers.get(name)?.(cell) ?? null
  return (number) => {
    const steps: HistoryStep[] = []
    for (let entry = 0; entry < entries; entry += 1) {
      const cell = entry * profiles + number
      const [action, step] = [text('HISTORY_ACTION', cell), text('HISTORY_STEP', cell)]
      const date = text('HISTORY_DATE', cell)
      if (`${action}${step}${date}` === '') continue
      steps.push({
        institution: text('HISTORY_INSTITUTION', cell),
        step,
        software: text('HISTORY_SOFTWARE', cell),
        software_release: text('HISTORY_SOFTWARE_RELEASE', cell),
        reference: text('HISTORY_REFERENCE', cell),
        date,
        action,
        parameter: text('HISTORY_PARAMETER', cell),
        start_pres: value('HISTORY_START_PRES', cell),
        stop_pres: value('HISTORY_STOP_PRES', cell),
        previous_value: value('HISTORY_PREVIOUS_VALUE', cell),
        qctest: text('HISTORY_QCTEST', cell),
      })
    }
    return steps
  }
}
