import type { ArgoProfile, ArgoProfileFile } from '@floatchat/fixtures/ArgoProfileFile'
import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import type { ClassicFile, ClassicVariable } from '@floatchat/netcdf/ClassicFile'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import { inMemory } from './inMemory.ts'
import { parseOpened } from './parseLocal.ts'

export const pressure = { name: 'PRES', raw: [5, 10, 20], rawQc: '111' }
export const temperature = { name: 'TEMP', raw: [20, 15, 10], rawQc: '111' }
export const salinity = { name: 'PSAL', raw: [35, 34, 34], rawQc: '111' }
export const sound: ArgoProfile = {
  platformNumber: '2902001',
  cycleNumber: 1,
  juld: 27154.5,
  latitude: 12.5,
  longitude: 68.25,
  parameters: [pressure, temperature, salinity],
}

/** Parses a file of these profiles, changed on the level of NetCDF where the builder has no word for it. */
export function parse(file: ArgoProfileFile, change: (laid: ClassicFile) => ClassicFile = (laid) => laid) {
  const bytes = writeClassicFile(change(layOutArgoProfiles(file)))
  return parseOpened(inMemory(bytes, 'file.nc'), 'file.nc')
}

export const profilesOf = (...profiles: Partial<ArgoProfile>[]) => ({
  profiles: profiles.map((each) => ({ ...sound, ...each })),
})

/** Replaces a variable, or its values. */
export const replace = (name: string, change: Partial<ClassicVariable>) => (laid: ClassicFile) => ({
  ...laid,
  variables: laid.variables.map((each) => (each.name === name ? { ...each, ...change } : each)),
})
