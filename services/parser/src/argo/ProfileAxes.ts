import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'

/** What an axis of a variable stands for. */
export type Role = 'profile' | 'level' | 'parameter' | 'other'

/** An axis of a variable that says something: axes of length 1 which no profile file has are left out. */
export interface Axis {
  readonly role: Role
  readonly length: number
  /** Values from one step along it to the next. */
  readonly stride: number
}

/** The variables that have one value a profile, the surest first. */
const oncePerProfile = ['CYCLE_NUMBER', 'JULD', 'LATITUDE', 'LONGITUDE']

/**
 * The dimensions of a file of profiles: N_PROF, N_LEVELS and N_PARAM, or what plays their part where software has
 * renamed them, and told by lengths only where they have no names at all.
 */
export class ProfileAxes {
  /** N_PROF; 1 where the only profile's dimension was dropped. */
  readonly profiles: number
  /** N_LEVELS. */
  readonly levels: number
  /** Whether PRES runs along levels; else it is a table of single measurements, or each profile has one level. */
  readonly hasLevels: boolean
  /** N_PARAM. */
  readonly parameters: number
  readonly #roles = new Map<string, Role>()

  constructor(file: NetcdfFile) {
    const lengths = new Map([...file.dimensions].map(([name, length]) => [name.toUpperCase(), length]))
    const named = (name: string) => (lengths.has(name) ? name : undefined)
    const once = oncePerProfile.map((name) => file.variables.get(name)).find((variable) => variable?.shape.length === 1)
    const profile = named('N_PROF') ?? once?.dimensions[0]?.toUpperCase()
    this.profiles = lengths.get(profile ?? '') ?? once?.shape[0] ?? 1
    if (profile !== undefined && profile !== '') this.#roles.set(profile, 'profile')

    const pressure = file.variables.get('PRES')
    const alongPressure = this.#others(pressure)
    const level = named('N_LEVELS') ?? alongPressure.at(-1)?.name
    if (level !== undefined && level !== '' && !this.#roles.has(level)) this.#roles.set(level, 'level')
    this.levels = lengths.get(level ?? '') ?? alongPressure.at(-1)?.length ?? 1

    this.hasLevels = pressure !== undefined && this.of(pressure, 'level').some(({ role }) => role === 'level')

    const station = file.variables.get('STATION_PARAMETERS')
    const alongStation = this.#others(station).slice(0, station?.type === 'string' ? undefined : -1)
    const parameter = named('N_PARAM') ?? alongStation[0]?.name
    if (parameter !== undefined && parameter !== '' && !this.#roles.has(parameter))
      this.#roles.set(parameter, 'parameter')
    this.parameters = lengths.get(parameter ?? '') ?? alongStation[0]?.length ?? 0
  }

  /** Whether the variable lies profile by profile and then along these, as a data centre writes it. */
  isPlain({ dimensions }: NetcdfVariable, inner: 'level' | 'parameter' | undefined): boolean {
    if (this.#roles.get(dimensions[0] ?? '') !== 'profile') return false
    return inner === undefined || this.#roles.get(dimensions[1] ?? '') === inner
  }

  /** @param inner what runs along the variable within a profile, where its dimensions have no names. */
  of(variable: NetcdfVariable, inner: 'level' | 'parameter' | undefined): Axis[] {
    const { shape } = variable
    const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1))
    const roles = variable.dimensions[0] === '' ? this.#guess(variable, inner) : this.#named(variable)
    return roles
      .map((role, axis) => ({ role, length: shape[axis] ?? 1, stride: strides[axis] ?? 1 }))
      .filter(({ role, length }) => role !== 'other' || length !== 1)
  }

  #named({ dimensions }: NetcdfVariable): Role[] {
    return dimensions.map((name) => this.#roles.get(name.toUpperCase()) ?? 'other')
  }

  #guess({ shape }: NetcdfVariable, inner: 'level' | 'parameter' | undefined): Role[] {
    const innerLength = inner === 'level' ? this.levels : inner === 'parameter' ? this.parameters : undefined
    const roles: Role[] = []
    for (const [axis, length] of shape.entries()) {
      if (!roles.includes('profile') && length === this.profiles && (axis === 0 || roles[0] === inner)) {
        roles.push('profile')
      } else if (inner !== undefined && length === innerLength && !roles.includes(inner)) roles.push(inner)
      else roles.push('other')
    }
    return roles
  }

  #others(variable: NetcdfVariable | undefined): { name: string; length: number }[] {
    if (variable === undefined) return []
    const axes = variable.shape.map((length, axis) => ({
      name: variable.dimensions[axis]?.toUpperCase() ?? '',
      length,
    }))
    if (variable.dimensions[0] === '') return axes.slice(axes[0]?.length === this.profiles ? 1 : 0)
    return axes.filter(({ name }) => this.#roles.get(name) !== 'profile')
  }
}
