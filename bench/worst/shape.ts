import type { ParameterValues, Profile } from '@floatchat/contracts/generated/records'

/** How the levels of a profile are made, to be varied by a search for the one that takes longest. */
export interface Shape {
  /** Decibar: of the first level, from level to level, and levels of one pressure together. */
  readonly start: number
  readonly spacing: number
  readonly ties: number
  readonly order: 'down' | 'up' | 'sawtooth' | 'shuffled'
  /** Of a random walk, as a share of the usual range; values are multiples of `grain`, 0 for none. */
  readonly drift: number
  readonly grain: number
  /** Share of levels at which a spike begins, how many levels it lasts, its height as a share of the usual range. */
  readonly spikes: number
  readonly width: number
  readonly height: number
  /** Whether temperature runs along MEDD's own circle around half of the levels, all spikes: no part of its curve is out of reach. */
  readonly isCircle: boolean
  /** Share of values that are missing. */
  readonly missing: number
  readonly seed: number
}

const plain: Shape = {
  start: 5,
  spacing: 0.1,
  ties: 1,
  order: 'down',
  drift: 0.002,
  grain: 0,
  spikes: 0,
  width: 1,
  height: 0.3,
  isCircle: false,
  missing: 0,
  seed: 1,
}

/** What a moored float, a test bench, a careless tool or somebody with a bad intention may send. */
export const shapes: Readonly<Record<string, Shape>> = {
  quiet: plain,
  'equal pressures': { ...plain, start: 1000, spacing: 0, spikes: 0.3 },
  'nearly equal pressures': { ...plain, start: 1000, spacing: 1e-4, spikes: 0.3 },
  'narrow spikes': { ...plain, spacing: 0.005, spikes: 0.5, height: 0.8 },
  'wide spikes': { ...plain, spacing: 0.01, spikes: 0.1, width: 8 },
  'pairs of one pressure': { ...plain, ties: 2, spikes: 0.3 },
  'hundreds of one pressure': { ...plain, spacing: 5, ties: 300, spikes: 0.3 },
  reversed: { ...plain, order: 'up', spikes: 0.2 },
  sawtooth: { ...plain, order: 'sawtooth', spikes: 0.2 },
  shuffled: { ...plain, order: 'shuffled', spikes: 0.2 },
  'plateau with gaps': { ...plain, drift: 0, grain: 0.5, missing: 0.3, spikes: 0.2 },
  'few steps': { ...plain, spacing: 0.01, grain: 1, drift: 0.5 },
  noise: { ...plain, spacing: 0.003, drift: 1, height: 1, spikes: 0.9 },
  'deep water': { ...plain, start: 1950, spacing: 0.001, spikes: 0.4, height: 0.05 },
  'far apart': { ...plain, spacing: 70, spikes: 0.3 },
  'along the circle': { ...plain, isCircle: true },
}

/** A range of usual values: quiet ones run through it, walks stay in it. */
const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  TEMP: [-2, 39],
  PSAL: [3, 40],
  DOXY: [0, 500],
  CHLA: [0, 50],
  BBP700: [-0.001, 0.005],
  NITRATE: [0, 45],
  PH_IN_SITU_TOTAL: [7.4, 8.4],
}
export const parameterNames = ['PRES', ...Object.keys(ranges)]

export function makeProfile(shape: Shape, levels: number, names: readonly string[] = parameterNames): Profile {
  const random = generator(shape.seed)
  const pressure = makePressure(shape, levels, random)
  const parameters = names.map((name) => {
    const range = ranges[name]
    if (range === undefined) return parameterOf(name, pressure)
    if (shape.isCircle && name === 'TEMP') return parameterOf(name, makeCircle(pressure))
    return parameterOf(name, makeValues(shape, pressure, range, random))
  })
  return {
    ...profile,
    level_count: levels,
    parameters,
  }
}

function makePressure(shape: Shape, levels: number, random: () => number): Float32Array {
  const pressure = new Float32Array(levels)
  const onCircle = levels >> 1
  if (shape.isCircle) return pressure.map((_, i) => circle.from + circle.radius * Math.min(i / onCircle, 1))
  let here = shape.start
  for (let i = 0; i < levels; i++) {
    if (i % shape.ties === 0) here += shape.spacing * (0.5 + random())
    pressure[i] = shape.order === 'sawtooth' ? shape.start + ((i * 37) % 400) * shape.spacing + (here % 7) : here
  }
  if (shape.order === 'up') pressure.reverse()
  if (shape.order === 'shuffled') {
    for (let i = levels - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1))
      ;[pressure[i], pressure[other]] = [pressure[other], pressure[i]]
    }
  }
  return pressure
}

/** MEDD's distance for temperature above 500 dbar: 0.15 of an extent of 4 °C, and as much of 700 dbar. */
const circle = { from: 5, radius: 105, value: 10, distance: 0.6 * 1.0001 }

/** Every other level behind the circle lies in its middle, hardly farther from all of it than the distance. */
function makeCircle(pressure: Float32Array): Float32Array {
  const { from, radius, value, distance } = circle
  return pressure.map((here, i) => {
    const along = (from + radius - here) / radius
    if (along <= 0) return i % 2 === 0 ? value : value - distance
    return value - distance * Math.sqrt(Math.max(0, 1 - along * along))
  })
}

function makeValues(
  shape: Shape,
  pressure: Float32Array,
  [least, most]: readonly [number, number],
  random: () => number,
) {
  const size = most - least
  const values = new Float32Array(pressure.length)
  let walk = least + size / 2
  let spike = 0
  let left = 0
  for (let i = 0; i < values.length; i++) {
    walk = Math.min(Math.max(walk + shape.drift * size * (random() - 0.5), least), most)
    if (left > 0) left--
    else spike = 0
    if (left === 0 && random() < shape.spikes) {
      spike = size * shape.height * (random() - 0.5)
      left = shape.width
    }
    const made = walk + spike
    const value = shape.grain === 0 ? made : Math.round(made / (shape.grain * size * 0.01)) * shape.grain * size * 0.01
    values[i] = random() < shape.missing ? Number.NaN : Math.min(Math.max(value, least), most)
  }
  return values
}

function parameterOf(name: string, raw: Float32Array): ParameterValues {
  const none = new Float32Array(0)
  return {
    name,
    data_mode: 'R',
    units: '',
    raw,
    raw_qc: '',
    adjusted: none,
    adjusted_qc: '',
    adjusted_error: none,
    ...{
      raw_double: new Float64Array(0),
      adjusted_double: new Float64Array(0),
      adjusted_error_double: new Float64Array(0),
    },
    profile_qc: '',
  }
}

/** Mulberry32: the same profile for the same seed. */
export function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const profile = {
  platform_number: '6903247',
  cycle_number: 12,
  direction: 'A',
  source_kind: 'core',
  profile_index: 0,
  data_mode: 'R',
  juld: 25_000.5,
  timestamp: Date.UTC(2018, 5, 13, 12),
  juld_qc: '1',
  juld_location: null,
  latitude: 45,
  longitude: -30,
  position_qc: '1',
  positioning_system: 'GPS',
  vertical_sampling_scheme: 'Primary sampling: discrete []',
  date_update: null,
  format_version: '3.1',
  data_centre: 'IF',
  data_state_indicator: '2B',
  project_name: '',
  pi_name: '',
  platform_type: 'ARVOR',
  wmo_inst_type: '844',
  config_mission_number: 1,
  profile_pressure: 2000,
  float_type: 'core',
  provenance: null,
  content_sha256: '0'.repeat(64),
} satisfies Omit<Profile, 'level_count' | 'parameters'>
