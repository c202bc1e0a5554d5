import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile } from './netcdf/NetcdfFile.ts'

const named = 10

/**
 * What of a NetCDF-4 file was not read, since only the root group and the types of the classic model are: one sentence for
 * each kind.
 *
 * @throws IngestionError UNSUPPORTED_FILE where nothing is left to read.
 */
export function notesOfContainer({ groups, passedOver, variables }: NetcdfFile, filename: string): string[] {
  if (groups.length > 0 && !variables.has('PLATFORM_NUMBER')) {
    throw permanent(
      'UNSUPPORTED_FILE',
      `${filename} has its variables in groups (${list(groups)}), and only those of the root group can be read: write them there.`,
    )
  }
  const notes: string[] = []
  if (groups.length > 0) notes.push(`What is in groups was not read: ${list(groups)}.`)
  if (passedOver.length > 0)
    notes.push(`These have a type that NetCDF's classic model does not know, and were left out: ${list(passedOver)}.`)
  return notes
}

function list(names: readonly string[]): string {
  const more = names.length > named ? ` and ${names.length - named} more` : ''
  return names.slice(0, named).join(', ') + more
}
