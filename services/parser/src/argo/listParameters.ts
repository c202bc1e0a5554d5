import type { DataMode, SourceKind } from '@floatchat/contracts/generated/records'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import type { LevelBlock } from './LevelBlock.ts'
import type { ProfileBlock } from './ProfileBlock.ts'

/** A parameter of a profile with its modes. */
export interface Listed {
  readonly block: LevelBlock
  /** As the file has it: PARAMETER_DATA_MODE, or DATA_MODE. */
  readonly given: DataMode
  /** Which side is the best: R for raw values also where the file has no others. */
  readonly best: DataMode
}

/** PRES, PRES2, PRES_2. */
const pressure = /^PRES(_?\d+)?$/

/**
 * The parameters of a profile: those that STATION_PARAMETERS lists for it, in its order, then those that it does not
 * list and has values of; all of the file where it lists none.
 */
export function listParameters({
  sourceKind,
  profileMode,
  block,
  levels,
  row,
  warnings,
}: {
  readonly sourceKind: SourceKind
  readonly profileMode: DataMode
  readonly block: ProfileBlock
  readonly levels: ReadonlyMap<string, LevelBlock>
  readonly row: number
  readonly warnings: FileWarnings
}): readonly Listed[] | { readonly reason: string } {
  const listed = new Map<string, Listed>()
  let isBlankWarned = false
  const names = block.stationParameters(row)
  const isBlank = names?.every((name) => name === '') ?? true
  if (names !== undefined && isBlank) {
    const sentence = (count: number) => `STATION_PARAMETERS is blank in ${profilesOf(count)}; the file was searched.`
    warnings.count('STATION_PARAMETERS', '', sentence)
  }
  for (const [index, written] of (isBlank ? [...levels.keys()] : (names ?? [])).entries()) {
    const name = written.toUpperCase()
    const level = levels.get(name)
    if (level === undefined || listed.has(name)) continue
    const given = modeOf(name, isBlank ? '' : (block.parameterMode(row, index) ?? ''))
    if (given === undefined)
      return { reason: unknownMode(`PARAMETER_DATA_MODE of ${name}`, block.parameterMode(row, index) ?? '') }
    listed.set(name, { block: level, given, best: bestOf(level, given) })
  }
  for (const [name, level] of levels) {
    if (listed.has(name) || level.levelsInUse(row) === 0) continue
    const sentence = (count: number) =>
      `${name} is not listed by STATION_PARAMETERS in ${profilesOf(count)} with values of it, which were kept.`
    warnings.count(`${name} not listed`, '', sentence)
    listed.set(name, { block: level, given: profileMode, best: bestOf(level, profileMode) })
  }
  if (!listed.has('PRES')) return { reason: 'STATION_PARAMETERS does not list PRES for it.' }
  return [...listed.values()]

  function modeOf(name: string, text: string): DataMode | undefined {
    if (sourceKind === 'core') return profileMode
    if (text !== '') return dataMode(text)
    if (profileMode !== 'R' && !pressure.test(name) && !isBlankWarned) {
      isBlankWarned = true
      const sentence = (count: number) =>
        `PARAMETER_DATA_MODE is missing or blank for parameters of ${profilesOf(count)}; DATA_MODE holds for them.`
      warnings.count('PARAMETER_DATA_MODE', '', sentence)
    }
    return profileMode
  }

  function bestOf({ plan: { name, adjusted } }: LevelBlock, given: DataMode): DataMode {
    // A B-file repeats the pressure of its core file, as it was measured.
    if (given === 'R' || (sourceKind === 'bgc' && pressure.test(name))) return 'R'
    if (adjusted !== undefined) return given
    const sentence = (count: number) =>
      `${name} is in mode A or D in ${profilesOf(count)}, and the file has no ${name}_ADJUSTED: its raw values are its only ones.`
    warnings.count(`${name} not adjusted`, '', sentence)
    return 'R'
  }
}

/** A blank is R; undefined for what is no mode. */
export function dataMode(text: string): DataMode | undefined {
  const mode = text.toUpperCase()
  if (mode === '') return 'R'
  return mode === 'R' || mode === 'A' || mode === 'D' ? mode : undefined
}

export function unknownMode(variable: string, text: string): string {
  return `${variable} is '${text}', which is none of R, A and D.`
}
