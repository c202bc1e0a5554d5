import type { CalibrationStep } from '@floatchat/contracts/generated/records'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import type { FileWarnings } from './FileWarnings.ts'
import { isTooMuch, readTexts, variablesOfShape } from './provenanceVariables.ts'

const names = [
  ...(['PARAMETER', 'SCIENTIFIC_CALIB_EQUATION', 'SCIENTIFIC_CALIB_COEFFICIENT'] as const),
  // The second name of the date is that of formats before 3.0.
  ...(['SCIENTIFIC_CALIB_COMMENT', 'SCIENTIFIC_CALIB_DATE', 'CALIBRATION_DATE'] as const),
]

/** PARAMETER and SCIENTIFIC_CALIB_* of a block of profiles, by row of the block. */
export async function readCalibrations(
  file: NetcdfFile,
  profiles: number,
  [from, to]: readonly [number, number],
  warnings: FileWarnings,
): Promise<(row: number) => CalibrationStep[]> {
  const [calibrations = 0, parameters = 0] = file.variables.get('PARAMETER')?.shape.slice(1, 3) ?? []
  const each = calibrations * parameters
  const lengths = [profiles, calibrations, parameters]
  const variables = variablesOfShape(file, names, ['N_PROF', 'N_CALIB', 'N_PARAM'], lengths)
  if (each === 0 || !variables.has('PARAMETER')) return () => []
  if (isTooMuch(variables, to - from)) {
    warnings.say(`SCIENTIFIC_CALIB_* of ${each} calibrations a profile is more than is kept, and was left out.`)
    return () => []
  }
  const text = await readTexts(file, variables, names, [from, to], (to - from) * each)
  return (row) => {
    const steps: CalibrationStep[] = []
    for (let index = 0; index < each; index += 1) {
      const cell = row * each + index
      const equation = text('SCIENTIFIC_CALIB_EQUATION', cell)
      const coefficient = text('SCIENTIFIC_CALIB_COEFFICIENT', cell)
      const comment = text('SCIENTIFIC_CALIB_COMMENT', cell)
      const date = text('SCIENTIFIC_CALIB_DATE', cell) || text('CALIBRATION_DATE', cell)
      if (`${equation}${coefficient}${comment}${date}` === '') continue
      const number = Math.floor(index / parameters)
      steps.push({ parameter: text('PARAMETER', cell), number, equation, coefficient, comment, date })
    }
    return steps
  }
}
