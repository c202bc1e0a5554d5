import type { FloatMetadata, FloatMission } from '@floatchat/contracts/generated/records'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import { valuesOf } from './missingValue.ts'
import { textCells } from './textCells.ts'

/** Floats with a mission of their own for each of their cycles have some hundred. */
const mostMissions = 1000
/** Real ones have up to 120. */
const mostParameters = 1000
/** Of values: 1,000 missions of 200 parameters. */
const mostValues = 200_000
/** CONFIG_PARAMETER_NAME has 128 characters, CONFIG_MISSION_COMMENT 256. */
const mostCharacters = 1024

/** The configuration of a float, mission by mission, as a `_meta.nc` file has it (format 3.0 and later). */
export async function readMissions(file: NetcdfFile): Promise<Pick<FloatMetadata, 'missions' | 'missions_left_out'>> {
  const none = { missions: [], missions_left_out: 0 }
  const names = file.variables.get('CONFIG_PARAMETER_NAME')
  const values = file.variables.get('CONFIG_PARAMETER_VALUE')
  const numbers = file.variables.get('CONFIG_MISSION_NUMBER')
  const comments = file.variables.get('CONFIG_MISSION_COMMENT')
  const [total = 0, parameters = 0] = values?.shape ?? []
  if (names === undefined || values === undefined || numbers === undefined || values.shape.length !== 2) return none
  const fits = names.shape[0] === parameters && numbers.shape[0] === total && names.rowBytes <= mostCharacters
  if (!fits || total === 0 || parameters === 0 || parameters > mostParameters) return none

  const kept = Math.min(total, mostMissions, Math.floor(mostValues / parameters))
  const name = textCells(await file.read(names, 0, parameters), parameters)
  const configured = await file.read(values, 0, kept)
  const numbered = await file.read(numbers, 0, kept)
  if (!('numbers' in configured) || !('numbers' in numbered)) return none
  const hasComments = comments?.shape[0] === total && comments.rowBytes <= mostCharacters
  const comment = hasComments ? textCells(await file.read(comments, 0, kept), kept) : () => ''
  const value = valuesOf(values, configured.numbers)
  const missionNumber = valuesOf(numbers, numbered.numbers)

  const missions = new Map<number, FloatMission>()
  for (let mission = 0; mission < kept; mission += 1) {
    const number = missionNumber(mission)
    if (number === null || !Number.isInteger(number) || Math.abs(number) >= 2 ** 31) continue
    const configuration: Record<string, number> = {}
    for (let index = 0; index < parameters; index += 1) {
      const set = value(mission * parameters + index)
      if (name(index) !== '' && set !== null) configuration[name(index)] = set
    }
    // A number that comes again is a mistake of the file: the later says it.
    missions.set(number, { number, comment: comment(mission), configuration })
  }
  return { missions: [...missions.values()], missions_left_out: total - kept }
}
