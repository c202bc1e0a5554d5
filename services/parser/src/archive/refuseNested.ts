import type { FileStaged } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'

/**
 * Refuses a member of a zip that is a zip itself under the name of a NetCDF file: zips within zips are
 * expanded with the outer one, as deep as is allowed, or not at all.
 *
 * @throws IngestionError BAD_ARCHIVE.
 */
export function refuseNested(file: FileStaged): void {
  if (file.archive === null) return
  throw permanent('BAD_ARCHIVE', `${file.archive.member_path} is a zip, not NetCDF: send it by itself.`)
}
