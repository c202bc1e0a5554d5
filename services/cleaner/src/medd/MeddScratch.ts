import { RankWindow } from './RankWindow.ts'

/** Room for MEDD over one profile. Filled anew for each parameter; the profile's own arrays are never written to. */
export class MeddScratch {
  /** How many levels there is room for. */
  readonly capacity: number
  /** Levels judged, in the order of their pressure. */
  readonly levels: Int32Array
  readonly pressure: Float64Array
  readonly temperature: Float64Array
  readonly salinity: Float64Array
  readonly density: Float64Array
  /** Number of the zone by which the limits of the gradient are chosen, and the distance. */
  readonly gradientZone: Uint8Array
  readonly distanceZone: Uint8Array
  /** How far the median's window reaches up and down, decibar. */
  readonly reach: Float64Array
  /** Vertical gradient, from the level above. */
  readonly gradient: Float64Array
  /** 1 where the gradient is doubtful: such a level has no part in a median. */
  readonly doubtful: Uint8Array
  /** The sliding median, adjusted. */
  readonly median: Float64Array
  /** 1 where the median is set to the value itself. */
  readonly isOwn: Uint8Array
  /** Numbers of the levels that are not doubtful, and the rank of the value of each. */
  readonly coherent: Int32Array
  readonly ranks: Int32Array
  /** Values of the coherent levels, sorted. */
  readonly sorted: Float64Array
  readonly window: RankWindow
  readonly temperatureSpikes: Uint8Array
  readonly salinitySpikes: Uint8Array
  readonly densitySpikes: Uint8Array
  readonly order: Int32Array
  readonly room: Int32Array
  readonly keys: Float64Array

  constructor(capacity: number) {
    this.capacity = capacity
    this.levels = new Int32Array(capacity)
    this.pressure = new Float64Array(capacity)
    this.temperature = new Float64Array(capacity)
    this.salinity = new Float64Array(capacity)
    this.density = new Float64Array(capacity)
    this.gradientZone = new Uint8Array(capacity)
    this.distanceZone = new Uint8Array(capacity)
    this.reach = new Float64Array(capacity)
    this.gradient = new Float64Array(capacity)
    this.doubtful = new Uint8Array(capacity)
    this.median = new Float64Array(capacity)
    this.isOwn = new Uint8Array(capacity)
    this.coherent = new Int32Array(capacity)
    this.ranks = new Int32Array(capacity)
    this.sorted = new Float64Array(capacity)
    this.window = new RankWindow(capacity)
    this.temperatureSpikes = new Uint8Array(capacity)
    this.salinitySpikes = new Uint8Array(capacity)
    this.densitySpikes = new Uint8Array(capacity)
    this.order = new Int32Array(capacity)
    this.room = new Int32Array(capacity)
    this.keys = new Float64Array(capacity)
  }
}
