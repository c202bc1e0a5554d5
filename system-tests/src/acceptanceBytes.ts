import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'

/** The file that `./floatchat accept` carries with it: a real-time profile of a float that there is not. */
export function acceptanceBytes(): Buffer {
  const { source } = coreSingleProfile()
  const profiles = source.profiles.map((profile) => ({ ...profile, platformNumber: '9900000', cycleNumber: 1 }))
  return writeClassicFile(layOutArgoProfiles({ ...source, profiles }))
}
