import type { DataMode, Profile, SourceKind } from '@floatchat/contracts/generated/records'
import { argoDate, julianToTimestamp } from './argoTime.ts'
import { contentSha256 } from './contentSha256.ts'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import { floatType, isBiogeochemical, isDeepInstrument } from './floatType.ts'
import type { LevelBlock } from './LevelBlock.ts'
import { dataMode, listParameters, unknownMode } from './listParameters.ts'
import { normaliseLongitude } from './normaliseLongitude.ts'
import type { ProfileBlock } from './ProfileBlock.ts'
import { reachesDeep } from './reachesDeep.ts'

/** What the profiles of a file have in common. */
export interface FileFacts {
  readonly sourceKind: SourceKind
  readonly dataType: string
  readonly formatVersion: string
  /** DATE_UPDATE, milliseconds since 1970-01-01T00:00Z. */
  readonly dateUpdate: number | null
}

export interface Place {
  /** Row in the block. */
  readonly row: number
  /** Number in the file. */
  readonly number: number
  readonly profileIndex: number
}

/** A profile that cannot be read: why, in one sentence. */
export interface Unreadable {
  readonly reason: string
}

/** One profile of a block, or why it cannot be read. */
export function decodeProfile(
  file: FileFacts,
  block: ProfileBlock,
  levels: ReadonlyMap<string, LevelBlock>,
  { row, number, profileIndex }: Place,
  warnings: FileWarnings,
): Profile | Unreadable {
  const head = headOf(file, block, row, warnings)
  if ('reason' in head) return head
  const { mode, ...identity } = head
  const listed = listParameters({ sourceKind: file.sourceKind, profileMode: mode, block, levels, row, warnings })
  if ('reason' in listed) return listed

  const levelCount = listed.reduce((most, each) => Math.max(most, each.block.levelsInUse(row)), 0)
  const parameters = listed.map((each) => each.block.values(row, levelCount, each.best))
  for (const each of listed) warnOfLetter(each.block, each.best)
  const described = describe(file, block, row)
  const profile = {
    ...identity,
    source_kind: file.sourceKind,
    profile_index: profileIndex,
    data_mode: block.has('DATA_MODE') ? mode : highest(listed.map(({ given }) => given)),
    ...described,
    // No variable of a profile file says it: ProfilePressure is a configuration parameter of the _meta.nc file.
    profile_pressure: null,
    float_type: floatType({
      biogeochemical: file.sourceKind !== 'core' || parameters.some((each) => isBiogeochemical(each.name)),
      deep:
        isDeepInstrument(described.wmo_inst_type) ||
        parameters.some((each) => each.name === 'PRES' && reachesDeep(each)),
    }),
    level_count: levelCount,
    parameters,
    provenance: null,
  } satisfies Omit<Profile, 'content_sha256'>
  return { ...profile, content_sha256: contentSha256(profile) }

  function warnOfLetter(level: LevelBlock, given: DataMode): void {
    const differs = level.disagreement(row, given)
    if (differs === undefined) return
    const name = `PROFILE_${level.plan.name}_QC`
    const first = `profile ${number} has ${differs.stored} where its flags make ${differs.made}`
    warnings.count(
      name,
      first,
      (count, each) => `${name} disagrees with the flags of the levels in ${profilesOf(count)}: ${each}.`,
    )
  }
}

interface Head {
  readonly platform_number: string
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly mode: DataMode
}

/** What a profile has to say of itself to be read at all. */
function headOf(file: FileFacts, block: ProfileBlock, row: number, warnings: FileWarnings): Head | Unreadable {
  const platform = block.text('PLATFORM_NUMBER', row)
  if (platform === '') return { reason: 'PLATFORM_NUMBER is blank.' }
  const cycle = block.number('CYCLE_NUMBER', row)
  if (cycle === null) return { reason: 'CYCLE_NUMBER is missing.' }
  if (!isInt32(cycle)) return { reason: `CYCLE_NUMBER is ${cycle}, which is no number of a cycle.` }
  const direction = block.text('DIRECTION', row).toUpperCase() || 'A'
  warnOfBlank('DIRECTION', 'ascending')
  warnOfBlank('DATA_MODE', 'R')
  if (direction !== 'A' && direction !== 'D')
    return { reason: `DIRECTION is '${direction}', which is neither A nor D.` }
  const ownType = block.fileText('DATA_TYPE', row) ?? ''
  if (ownType !== '' && ownType.toLowerCase() !== file.dataType.toLowerCase())
    return { reason: `Its DATA_TYPE is '${ownType}', and that of the file '${file.dataType}'.` }
  const mode = dataMode(block.text('DATA_MODE', row))
  if (mode === undefined) return { reason: unknownMode('DATA_MODE', block.text('DATA_MODE', row)) }
  return { platform_number: platform, cycle_number: cycle, direction, mode }

  /** A file that has none at all says nothing by it: synthetic files have no DATA_MODE. */
  function warnOfBlank(name: 'DIRECTION' | 'DATA_MODE', taken: string): void {
    if (!block.has(name) || block.text(name, row) !== '') return
    const sentence = (count: number) => `${name} is blank in ${profilesOf(count)}, taken for ${taken}.`
    warnings.count(`${name} blank`, '', sentence)
  }
}

/** When, where, by whom and with what it was measured. */
function describe(file: FileFacts, block: ProfileBlock, row: number) {
  const juld = block.number('JULD', row)
  const longitude = block.number('LONGITUDE', row)
  const ownDate = block.fileText('DATE_UPDATE', row)
  const mission = block.number('CONFIG_MISSION_NUMBER', row)
  return {
    juld,
    timestamp: juld === null ? null : julianToTimestamp(juld),
    juld_qc: flag(block.text('JULD_QC', row)),
    juld_location: block.number('JULD_LOCATION', row),
    latitude: block.number('LATITUDE', row),
    longitude: longitude === null ? null : normaliseLongitude(longitude),
    position_qc: flag(block.text('POSITION_QC', row)),
    positioning_system: block.text('POSITIONING_SYSTEM', row),
    vertical_sampling_scheme: block.text('VERTICAL_SAMPLING_SCHEME', row),
    date_update: ownDate === undefined ? file.dateUpdate : argoDate(ownDate),
    format_version: block.fileText('FORMAT_VERSION', row)?.slice(0, 10) ?? file.formatVersion,
    data_centre: block.text('DATA_CENTRE', row),
    data_state_indicator: block.text('DATA_STATE_INDICATOR', row),
    project_name: block.text('PROJECT_NAME', row),
    pi_name: block.text('PI_NAME', row),
    platform_type: block.text('PLATFORM_TYPE', row),
    wmo_inst_type: block.text('WMO_INST_TYPE', row),
    config_mission_number: mission !== null && isInt32(mission) ? mission : null,
  }
}

function highest(given: readonly DataMode[]): DataMode {
  const modes = new Set(given)
  return modes.has('D') ? 'D' : modes.has('A') ? 'A' : 'R'
}

/** What the contract and the tables have for it. */
function isInt32(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31
}

/** A flag of reference table 2, empty for what is none. */
function flag(text: string): string {
  return /^\d$/.test(text) ? text : ''
}
