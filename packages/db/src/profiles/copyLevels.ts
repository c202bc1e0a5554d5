import type { CommonQueryMethods } from 'slonik'
import type { CopyRows } from '../CopyRows.ts'
import { copyAll } from './copyAll.ts'
import { type ProfileLevels, writeMeasurementRows } from './measurementRows.ts'
import { writeVariableRows } from './variableRows.ts'

/** Profiles encoded for the database, so that what they were decoded to can be let go of. */
export interface EncodedLevels {
  readonly variables: CopyRows
  readonly variableColumns: readonly string[]
  readonly measurements: CopyRows
  readonly measurementColumns: readonly string[]
}

/** @param buffers two emptied buffers; not to be used otherwise until `copyLevels` has ended. */
export function encodeLevels(
  profiles: readonly ProfileLevels[],
  buffers: readonly [CopyRows, CopyRows],
): EncodedLevels {
  const [variables, measurements] = buffers
  const variableColumns = writeVariableRows(variables, profiles)
  const measurementColumns = writeMeasurementRows(measurements, profiles)
  return { variables, variableColumns, measurements, measurementColumns }
}

/** Copies variables and then levels: that order is what the check of the levels relies on. */
export async function copyLevels(connection: CommonQueryMethods, encoded: EncodedLevels): Promise<void> {
  const { variables, variableColumns, measurements, measurementColumns } = encoded
  await copyAll(connection, 'profile_variables', variableColumns, variables)
  await copyAll(connection, 'measurements', measurementColumns, measurements)
}
