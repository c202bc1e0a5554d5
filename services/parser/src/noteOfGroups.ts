import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'

const named = 10

/**
 * A warning that the groups of a NetCDF-4 file were not read, since only the root group is; undefined where it has none.
 *
 * @param file has its names in capitals.
 * @throws IngestionError UNSUPPORTED_FILE where nothing is left to read.
 */
export function noteOfGroups({ groups, variables }: NetcdfFile, filename: string): string | undefined {
  if (groups.length === 0) return undefined
  const more = groups.length > named ? ` and ${groups.length - named} more` : ''
  const list = groups.slice(0, named).join(', ') + more
  if (variables.has('PLATFORM_NUMBER')) return `What is in groups was not read: ${list}.`
  const what = `has its variables in groups (${list}), and only those of the root group can be read`
  throw permanent('UNSUPPORTED_FILE', `${filename} ${what}: write them there.`)
}
