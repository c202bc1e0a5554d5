import type { DataMode, Parameter, ProfileContents } from '../api/datasets.ts'
import type { Profile } from '../api/generated/openApi.ts'

/** Doubles only where the file has some that 32 bits do not hold: raw counts of radiometers, mostly. */
export type Values = Float32Array | Float64Array

/** A parameter of a profile in typed arrays, NaN where a value is missing; one entry a level. */
export interface LoadedVariable {
  readonly parameter: string
  readonly units: string
  readonly mode: DataMode
  readonly raw: Values | undefined
  readonly qc: string
  readonly adjusted: Values | undefined
  readonly adjustedQc: string
  readonly adjustedError: Values | undefined
  /** The side that counts: adjusted in the modes A and D, with no fallback level by level; raw in R. */
  readonly best: Values | undefined
  readonly bestQc: string
  /** Bits of the failed tests; undefined where none failed. */
  readonly failed: Int32Array | undefined
}

export interface LoadedProfile {
  readonly profile: Profile
  readonly levels: number
  readonly variables: ReadonlyMap<string, LoadedVariable>
  /** Decibar. For the raw values the raw pressure, for the best the best. */
  readonly rawPressure: Values
  readonly bestPressure: Values
}

export function loadProfile({ parameters, ...profile }: ProfileContents): LoadedProfile {
  const variables = new Map(parameters.map((parameter) => [parameter.parameter, loadVariable(parameter)]))
  const pressure = variables.get('PRES')
  const levels = Math.max(
    profile.level_count,
    ...[...variables.values()].map(({ raw, adjusted }) => (raw ?? adjusted)?.length ?? 0),
  )
  const none = new Float32Array(levels).fill(Number.NaN)
  return {
    profile,
    levels,
    variables,
    rawPressure: pressure?.raw ?? pressure?.best ?? none,
    bestPressure: pressure?.best ?? pressure?.raw ?? none,
  }
}

function loadVariable(parameter: Parameter): LoadedVariable {
  const { is_double: isDouble } = parameter
  const raw = toArray(parameter.raw, isDouble)
  const adjusted = toArray(parameter.adjusted, isDouble)
  const isRaw = parameter.data_mode === 'R'
  return {
    parameter: parameter.parameter,
    units: parameter.units ?? '',
    mode: parameter.data_mode,
    raw,
    qc: parameter.qc ?? '',
    adjusted,
    adjustedQc: parameter.adjusted_qc ?? '',
    adjustedError: toArray(parameter.adjusted_error, isDouble),
    best: isRaw ? raw : adjusted,
    bestQc: (isRaw ? parameter.qc : parameter.adjusted_qc) ?? '',
    failed: parameter.failed_tests === null ? undefined : Int32Array.from(parameter.failed_tests),
  }
}

function toArray(values: readonly (number | null)[] | null, isDouble: boolean): Values | undefined {
  if (values === null || values.length === 0) return undefined
  const array = isDouble ? new Float64Array(values.length) : new Float32Array(values.length)
  let there = false
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    array[index] = value ?? Number.NaN
    if (value !== null && value !== undefined) there = true
  }
  return there ? array : undefined
}

/** `5906072 · 116`, with what tells it from other profiles of its cycle. */
export function profileLabel(profile: Profile): string {
  const { platform_number, cycle_number, direction, source_kind, profile_index } = profile
  const kind = source_kind === 'core' ? '' : ` ${source_kind}`
  const sub = profile_index === 0 ? '' : ` sub-profile ${profile_index}`
  return `${platform_number} · cycle ${cycle_number}${direction === 'D' ? ' down' : ''}${kind}${sub}`
}
