import { RankWindow } from './RankWindow.ts'

/**
 * Room for MEDD over one profile, some 54 bytes a level. Filled anew for each parameter; the profile's own arrays are
 * never written to. What is needed only for a while shares its room with what comes after it.
 */
export class MeddScratch {
  /** How many levels there is room for. */
  readonly capacity: number
  /** Levels judged, in the order of their pressure. */
  readonly levels: Int32Array
  readonly pressure: Float64Array
  /** Of the parameter that is judged, in the order of `levels`. */
  readonly values: Float64Array
  /** Number of the zone by which the limits of the gradient are chosen, and the distance. */
  readonly gradientZone: Uint8Array
  readonly distanceZone: Uint8Array
  /** How far the median's window reaches up and down, whole decibar. */
  readonly reach: Uint8Array
  /** `isDoubtful` where the gradient is: such a level has no part in a median. */
  readonly doubtful: Uint8Array
  /** The sliding median, adjusted. While values are ranked or levels ordered, the keys that they are sorted by. */
  readonly median: Float64Array
  /** 1 where the median is set to the value itself. */
  readonly isOwn: Uint8Array
  /** Numbers of the levels that are not doubtful, and the rank of the value of each. */
  readonly coherent: Int32Array
  readonly ranks: Int32Array
  /** Values of the coherent levels, sorted. */
  readonly sorted: Float64Array
  readonly window: RankWindow
  /** Which of temperature, salinity and density have a spike: a bit for each. */
  readonly spikes: Uint8Array
  readonly order: Int32Array

  constructor(capacity: number) {
    this.capacity = capacity
    this.levels = new Int32Array(capacity)
    this.pressure = new Float64Array(capacity)
    this.values = new Float64Array(capacity)
    this.gradientZone = new Uint8Array(capacity)
    this.distanceZone = new Uint8Array(capacity)
    this.reach = new Uint8Array(capacity)
    this.doubtful = new Uint8Array(capacity)
    this.median = new Float64Array(capacity)
    this.isOwn = new Uint8Array(capacity)
    this.coherent = new Int32Array(capacity)
    this.ranks = new Int32Array(capacity)
    this.sorted = new Float64Array(capacity)
    this.window = new RankWindow(capacity)
    this.spikes = new Uint8Array(capacity)
    this.order = new Int32Array(capacity)
  }
}
