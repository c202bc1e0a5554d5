import type { NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import type { Axis, ProfileAxes } from './ProfileAxes.ts'
import { fileTexts, profileNumbers, profileTexts } from './profileVariables.ts'

/** How the values of a profile lie in a variable: where each is, in values from that of the profile before. */
export interface Fit {
  /** Values of a profile: 1, or one for each level or parameter. */
  readonly cells: number
  /** Characters of a cell. */
  readonly width: number
  readonly profileStride: number
  readonly cellStride: number
  readonly widthStride: number
  /** What the decoder sees, characters last. */
  readonly shape: readonly number[]
  /** A letter or digit a cell: a flag, a mode, a direction. */
  readonly isLetter: boolean
  /** A text a cell, whatever type it has. */
  readonly isText: boolean
}

interface Expected {
  readonly inner: 'level' | 'parameter' | undefined
  readonly holds: 'numbers' | 'letters' | 'texts'
}

const ofTheFile: ReadonlySet<string> = new Set(fileTexts)
const texts: ReadonlyMap<string, number> = new Map(Object.entries(profileTexts))
const numbers: ReadonlySet<string> = new Set(profileNumbers)

const notOfProfiles = ['HISTORY_', 'SCIENTIFIC_CALIB', 'CALIBRATION_']

/** What a variable of a profile file is by its name; undefined for what the decoder does not ask for. */
function expectedOf({ name, type }: NetcdfVariable): Expected | undefined {
  const width = texts.get(name)
  if (width !== undefined) return { inner: undefined, holds: width === 1 ? 'letters' : 'texts' }
  if (numbers.has(name)) return { inner: undefined, holds: 'numbers' }
  if (name === 'STATION_PARAMETERS') return { inner: 'parameter', holds: 'texts' }
  if (name === 'PARAMETER_DATA_MODE') return { inner: 'parameter', holds: 'letters' }
  if (name.endsWith('_QC')) return { inner: name.startsWith('PROFILE_') ? undefined : 'level', holds: 'letters' }
  if (notOfProfiles.some((start) => name.startsWith(start))) return undefined
  return type === 'char' || type === 'string' ? undefined : { inner: 'level', holds: 'numbers' }
}

/**
 * How the values of a profile lie in the variable, by the names of its dimensions and not by their order.
 *
 * @returns undefined where it lies as it should or the decoder never asks for it; 'misfit' where it does and the shape
 *   or type is another.
 */
export function fitVariable(variable: NetcdfVariable, axes: ProfileAxes): Fit | 'misfit' | undefined {
  const expected = expectedOf(variable)
  if (expected === undefined) {
    const once = ofTheFile.has(variable.name) ? axes.of(variable, undefined) : []
    return once.length > 1 && once.some(({ role }) => role === 'profile') ? textFit(variable, axes, once) : undefined
  }
  if (isPlain(variable, expected, axes)) return undefined
  const isText = variable.type === 'char' || variable.type === 'string'
  if (expected.holds === 'numbers') return isText ? 'misfit' : cellsFit(variable, axes, expected)
  if (expected.holds === 'texts' && expected.inner === undefined)
    return textFit(variable, axes, axes.of(variable, undefined))
  return cellsFit(variable, axes, expected)
}

/** Of nearly every variable of nearly every file: told first, since a file has a hundred. */
function isPlain(variable: NetcdfVariable, { inner, holds }: Expected, axes: ProfileAxes): boolean {
  const { type, shape } = variable
  const rank = (inner === undefined ? 1 : 2) + (type === 'char' && holds === 'texts' ? 1 : 0)
  const isChar = type === 'char'
  const isType = holds === 'numbers' ? !isChar && type !== 'string' : isChar || (holds === 'texts' && type === 'string')
  return isType && shape.length === rank && axes.isPlain(variable, inner)
}

/** A text a profile: characters, or one entry of another type. */
function textFit({ type }: NetcdfVariable, { profiles }: ProfileAxes, own: readonly Axis[]): Fit | 'misfit' {
  const profile = own.find(({ role }) => role === 'profile')
  const rest = own.filter((axis) => axis !== profile)
  if (profile === undefined && profiles !== 1) return 'misfit'
  if (rest.length > (type === 'char' ? 1 : 0)) return 'misfit'
  const width = rest[0]?.length ?? 1
  const shape = type === 'char' ? [profiles, width] : [profiles]
  const stride = profile?.stride ?? 0
  const widthStride = rest[0]?.stride ?? 1
  return { cells: 1, width, profileStride: stride, cellStride: 0, widthStride, shape, isLetter: false, isText: true }
}

/** A value, a letter or a name for each profile, or for each of its levels or parameters. */
function cellsFit(variable: NetcdfVariable, axes: ProfileAxes, { inner, holds }: Expected): Fit | 'misfit' {
  const { profiles } = axes
  const isChar = variable.type === 'char'
  let rest = axes.of(variable, inner)
  let isDap2 = false
  const take = (role: Axis['role']): Axis | undefined => {
    const found = rest.find((axis) => axis.role === role)
    rest = rest.filter((axis) => axis !== found)
    return found
  }
  /** DAP2 has texts only: what is one character a step comes as a text of 64 whose characters are the steps. */
  const takeCharacters = (count: number): Axis | undefined => {
    const last = rest.at(-1)
    if (!isChar || holds !== 'letters' || last?.role !== 'other' || last.length < count) return undefined
    rest = rest.slice(0, -1)
    isDap2 = true
    return last
  }
  const count = inner === 'level' ? axes.levels : inner === 'parameter' ? axes.parameters : 1
  let profile = take('profile')
  const cell = inner === undefined ? undefined : (take(inner) ?? takeCharacters(count))
  const mustHave = count !== 1 || (inner === 'level' && axes.hasLevels)
  if (inner !== undefined && cell === undefined && mustHave) return 'misfit'
  if (profile === undefined && profiles !== 1) profile = inner === undefined ? takeCharacters(profiles) : undefined
  if (profile === undefined && profiles !== 1) return 'misfit'
  const characters = isChar && !isDap2 ? take('other') : undefined
  if (rest.length > 0) return 'misfit'
  const width = holds === 'texts' ? (characters?.length ?? 1) : 1
  return {
    cells: count,
    width,
    profileStride: profile?.stride ?? 0,
    cellStride: cell?.stride ?? 0,
    widthStride: characters?.stride ?? 1,
    shape: [profiles, ...(inner === undefined ? [] : [count]), ...(holds === 'texts' && isChar ? [width] : [])],
    isLetter: holds === 'letters',
    isText: holds === 'texts',
  }
}
