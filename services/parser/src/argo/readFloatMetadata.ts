import type { FloatMetadata } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { argoDate } from './argoTime.ts'
import { fileText } from './fileText.ts'
import { floatType, isBiogeochemical, isDeepInstrument } from './floatType.ts'
import { valuesOf } from './missingValue.ts'
import { normaliseLongitude } from './normaliseLongitude.ts'
import { readMissions } from './readMissions.ts'
import { readSensors } from './readSensors.ts'
import { textCells } from './textCells.ts'

/** A list of a meta-data file has some hundred entries. */
const mostEntries = 4096
/** What has no field of its own: some hundred values of a few characters. */
const mostAttributeCharacters = 1024 * 1024

/** Variables that fill a field of their own, and those that say what kind of file it is. */
const withField = new Set([
  'DATA_TYPE',
  'FORMAT_VERSION',
  'PLATFORM_NUMBER',
  'LAUNCH_DATE',
  'LAUNCH_LATITUDE',
  'LAUNCH_LONGITUDE',
  'PROGRAM_NAME',
  'PROJECT_NAME',
  'PI_NAME',
  'DATA_CENTRE',
  'PLATFORM_TYPE',
  'PLATFORM_MAKER',
  'WMO_INST_TYPE',
  'FLOAT_SERIAL_NO',
  'FIRMWARE_VERSION',
  'END_MISSION_DATE',
  'END_MISSION_STATUS',
  'DATE_UPDATE',
])

/**
 * What a `_meta.nc` file says of its float. Of the configuration the launch values come along under their
 * Argo names (CONFIG_ProfilePressure_dbar), as do all single values that have no field.
 *
 * @throws IngestionError MISSING_VARIABLE where it does not name the float.
 */
export async function readFloatMetadata(file: NetcdfFile): Promise<FloatMetadata> {
  const text = async (name: string) => (await fileText(file, name)) || null
  const date = async (name: string) => argoDate(await fileText(file, name))
  const number = (name: string) => singleNumber(file, file.variables.get(name))

  const platform = await text('PLATFORM_NUMBER')
  if (platform === null) throw permanent('MISSING_VARIABLE', 'Missing required ARGO variable: PLATFORM_NUMBER')
  const longitude = await number('LAUNCH_LONGITUDE')
  const projectName = await text('PROJECT_NAME')
  const wmoInstType = await text('WMO_INST_TYPE')
  const parameters = (await texts(file, 'PARAMETER')).filter((name) => name !== '')
  return {
    platform_number: platform.slice(0, 20),
    deployment_date: await date('LAUNCH_DATE'),
    deployment_latitude: await number('LAUNCH_LATITUDE'),
    deployment_longitude: longitude === null ? null : normaliseLongitude(longitude),
    program: (await text('PROGRAM_NAME')) ?? projectName,
    project_name: projectName,
    pi_name: await text('PI_NAME'),
    data_centre: await text('DATA_CENTRE'),
    platform_type: await text('PLATFORM_TYPE'),
    platform_maker: await text('PLATFORM_MAKER'),
    wmo_inst_type: wmoInstType,
    float_serial_no: await text('FLOAT_SERIAL_NO'),
    firmware_version: await text('FIRMWARE_VERSION'),
    end_mission_date: await date('END_MISSION_DATE'),
    end_mission_status: await text('END_MISSION_STATUS'),
    sensors: (await texts(file, 'SENSOR')).filter((name) => name !== ''),
    parameters,
    float_type: floatType({
      biogeochemical: parameters.some(isBiogeochemical),
      deep: wmoInstType !== null && isDeepInstrument(wmoInstType),
    }),
    date_update: await date('DATE_UPDATE'),
    ...(await readMissions(file)),
    sensor_details: await readSensors(file),
    attributes: { ...(await singleValues(file)), ...(await launchConfiguration(file)) },
  }
}

async function singleValues(file: NetcdfFile): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  let characters = 0
  for (const variable of file.variables.values()) {
    if (withField.has(variable.name)) continue
    const { type, shape } = variable
    const axes = shape.filter((length) => length !== 1)
    const isText = (type === 'char' && axes.length <= 1) || (type === 'string' && shape.length === 0)
    const value = isText ? await fileText(file, variable.name) : await singleNumber(file, variable)
    if (value === null || value === '') continue
    values[variable.name] = String(value)
    characters += String(value).length
    if (characters > mostAttributeCharacters) {
      const sentence = `The meta-data file has more than ${mostAttributeCharacters} characters in variables that are not Argo's.`
      throw permanent('TOO_LARGE', sentence)
    }
  }
  return values
}

async function launchConfiguration(file: NetcdfFile): Promise<Record<string, string>> {
  const names = await texts(file, 'LAUNCH_CONFIG_PARAMETER_NAME')
  const variable = file.variables.get('LAUNCH_CONFIG_PARAMETER_VALUE')
  if (variable === undefined || variable.shape.length !== 1 || (variable.shape[0] ?? 0) > mostEntries) return {}
  const values = await file.read(variable, 0, variable.shape[0] ?? 0)
  if (!('numbers' in values)) return {}
  const value = valuesOf(variable, values.numbers)
  const known = names.map((name, index) => [name, value(index)] as const)
  return Object.fromEntries(
    known.filter(([name, value]) => name !== '' && value !== null).map(([name, value]) => [name, String(value)]),
  )
}

async function texts(file: NetcdfFile, name: string): Promise<string[]> {
  const variable = file.variables.get(name)
  const count = variable?.shape[0] ?? 0
  if (variable === undefined || count > mostEntries || variable.rowBytes > 4096) return []
  const cell = textCells(await file.read(variable, 0, count), count)
  return Array.from({ length: count }, (_, index) => cell(index))
}

async function singleNumber(file: NetcdfFile, variable: NetcdfVariable | undefined): Promise<number | null> {
  if (variable === undefined || variable.shape.reduce((product, length) => product * length, 1) !== 1) return null
  const values = await file.read(variable, 0, 1)
  return 'numbers' in values ? valuesOf(variable, values.numbers)(0) : null
}
