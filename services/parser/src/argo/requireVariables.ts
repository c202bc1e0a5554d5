import type { SourceKind } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'

const always = ['PLATFORM_NUMBER', 'CYCLE_NUMBER', 'JULD', 'LATITUDE', 'LONGITUDE']

/**
 * That the file has the variables without which its profiles mean nothing: PRES, time, position, platform
 * and cycle always; PSAL and TEMP where STATION_PARAMETERS lists them, and in a core file without
 * STATION_PARAMETERS. A core file with neither lacks PSAL, whatever it lists; one with TEMP only is sound.
 *
 * @param listed what STATION_PARAMETERS lists for any profile; undefined where the file has none.
 * @throws IngestionError MISSING_VARIABLE naming the first that is missing.
 */
export function requireVariables(
  file: NetcdfFile,
  sourceKind: SourceKind,
  listed: ReadonlySet<string> | undefined,
): void {
  const has = (name: string) => file.variables.has(name)
  const isCore = sourceKind === 'core'
  const needs = (name: string) => (listed === undefined ? isCore : listed.has(name))
  const required = [...always, 'PRES', ...['PSAL', 'TEMP'].filter(needs)]
  if (isCore && !has('PSAL') && !has('TEMP')) required.push('PSAL')
  const missing = required.find((name) => !has(name))
  if (missing !== undefined) throw permanent('MISSING_VARIABLE', `Missing required ARGO variable: ${missing}`)
}
