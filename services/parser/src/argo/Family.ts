import type { SourceKind } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import { fileText } from './fileText.ts'

/** What an Argo file is, of the kinds that can be ingested. */
export type Family =
  | { readonly holds: 'profiles'; readonly sourceKind: SourceKind; readonly dataType: string }
  | { readonly holds: 'metadata'; readonly dataType: string }

const profileKinds: ReadonlyMap<string, SourceKind> = new Map<string, SourceKind>([
  // Format 2.2 writes ARGO in capitals.
  ['argo profile', 'core'],
  ['b-argo profile', 'bgc'],
  ['argo synthetic profile', 'synthetic'],
])

const refused: ReadonlyMap<string, string> = new Map([
  ['argo trajectory', 'an Argo trajectory file'],
  ['b-argo trajectory', 'an Argo biogeochemical trajectory file'],
  ['argo technical data', 'an Argo technical data file'],
  ['argo merged profile', 'an Argo merged profile file, which the data centres have replaced by synthetic profiles'],
])

const ofProfiles = ['PLATFORM_NUMBER', 'CYCLE_NUMBER', 'JULD', 'LATITUDE', 'LONGITUDE', 'PRES']

/**
 * Which family the file belongs to, by its DATA_TYPE. A file without one is taken for a core profile file
 * where it has the variables of one, since smaller tools leave DATA_TYPE out.
 *
 * @throws IngestionError NOT_ARGO or UNSUPPORTED_FILE with a sentence that says what the file is.
 */
export async function detectFamily(file: NetcdfFile, filename: string): Promise<Family> {
  const dataType = await fileText(file, 'DATA_TYPE')
  const key = dataType.toLowerCase().replace(/\s+/g, ' ')
  const sourceKind = profileKinds.get(key)
  if (sourceKind !== undefined) return { holds: 'profiles', sourceKind, dataType }
  if (key === 'argo meta-data') return { holds: 'metadata', dataType }

  const accepted = 'only profile and meta-data files can be ingested'
  const named = refused.get(key)
  if (named !== undefined) {
    throw permanent('UNSUPPORTED_FILE', `${filename} is ${named} (DATA_TYPE '${dataType}'); ${accepted}.`)
  }
  if (key.includes('argo')) {
    throw permanent(
      'UNSUPPORTED_FILE',
      `${filename} is an Argo file of the unknown DATA_TYPE '${dataType}'; ${accepted}.`,
    )
  }
  if (dataType === '' && ofProfiles.filter((name) => file.variables.has(name)).length >= 3) {
    return { holds: 'profiles', sourceKind: file.variables.has('PARAMETER_DATA_MODE') ? 'bgc' : 'core', dataType }
  }
  const what = dataType === '' ? 'it has no DATA_TYPE' : `its DATA_TYPE is '${dataType}'`
  const some = [...file.variables.keys()].slice(0, 5).join(', ')
  const holds =
    some === '' ? 'it holds no variables' : `it holds ${some}${file.variables.size > 5 ? ' and others' : ''}`
  throw permanent('NOT_ARGO', `${filename} is a NetCDF file but not an Argo file: ${what}, and ${holds}.`)
}
