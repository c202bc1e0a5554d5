/**
 * MEDD for one parameter as it was before it was made n log n, kept word for word as what today's must equal: it
 * walks the whole curve within a spike's distance, and takes all levels of one pressure out of the window for each.
 *
 * @module
 */
import {
  closePressures,
  closeValues,
  deepFrom,
  distanceEdges,
  gradientEdges,
  type MeddParameter,
  pressureExtent,
  windowEdges,
  windowWidths,
} from '../../src/medd/meddConstants.ts'

/**
 * A changing set of ranks (whole numbers from 0) that tells the k-th smallest. A finger rests on the rank asked for
 * last, so that a median that moves little is found in a few steps, however many ranks the set holds.
 */
class RankWindow {
  readonly #words: Int32Array
  #finger = 0
  /** How many ranks of the set are below the finger. */
  #below = 0
  size = 0

  /** @param capacity how many different ranks there can be */
  constructor(capacity: number) {
    this.#words = new Int32Array((capacity >> 5) + 2)
  }

  /** @param ranks all that is in the set is below this */
  clear(ranks: number): void {
    this.#words.fill(0, 0, (ranks >> 5) + 2)
    this.#finger = 0
    this.#below = 0
    this.size = 0
  }

  /** The rank must not be in the set. */
  add(rank: number): void {
    this.#words[rank >> 5] |= 1 << (rank & 31)
    if (rank < this.#finger) this.#below++
    this.size++
  }

  /** The rank must be in the set. */
  remove(rank: number): void {
    this.#words[rank >> 5] &= ~(1 << (rank & 31))
    if (rank < this.#finger) this.#below--
    this.size--
  }

  /** The k-th smallest rank, from 0; k must be less than `size`. */
  select(k: number): number {
    while (this.#below > k) {
      this.#finger = this.#before(this.#finger)
      this.#below--
    }
    this.#finger = this.from(this.#finger)
    while (this.#below < k) {
      this.#finger = this.from(this.#finger + 1)
      this.#below++
    }
    return this.#finger
  }

  /** The smallest rank of the set that is not below this one; there must be one. */
  from(rank: number): number {
    let index = rank >> 5
    let word = this.#words[index] & (-1 << (rank & 31))
    while (word === 0) word = this.#words[++index]
    return (index << 5) + 31 - Math.clz32(word & -word)
  }

  /** The largest rank of the set below this one; there must be one. */
  #before(rank: number): number {
    let index = rank >> 5
    // A shift by 32 is one by 0: at a word's first bit nothing of the word is below it.
    const bit = rank & 31
    let word = bit === 0 ? 0 : this.#words[index] & (-1 >>> (32 - bit))
    while (word === 0) word = this.#words[--index]
    return (index << 5) + 31 - Math.clz32(word)
  }
}

/** Room for MEDD over one profile. Filled anew for each parameter; the profile's own arrays are never written to. */
export class FormerScratch {
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
/**
 * Fills what follows from pressure alone, the same for temperature, salinity and density: the zone of the gradient's
 * limits, that of the distance, and how far the median's window reaches. A zone includes its upper edge.
 *
 * @param count levels, in the order of their pressure
 */
export function formerPlaceLevels(count: number, scratch: FormerScratch): void {
  const { pressure, gradientZone, distanceZone, reach } = scratch
  let ofGradient = 0
  let ofDistance = 0
  let ofWindow = 0
  for (let i = 0; i < count; i++) {
    const here = pressure[i]
    while (ofGradient < gradientEdges.length && here >= gradientEdges[ofGradient]) ofGradient++
    while (ofDistance < distanceEdges.length && here >= distanceEdges[ofDistance]) ofDistance++
    while (ofWindow < windowEdges.length && here >= windowEdges[ofWindow]) ofWindow++
    gradientZone[i] = ofGradient
    distanceZone[i] = ofDistance
    reach[i] = Math.ceil(windowWidth(here, ofWindow) / 2) + 1
  }
}

/** @param zone how many of `windowEdges` the pressure has reached */
function windowWidth(pressure: number, zone: number): number {
  if (zone === 0) return windowWidths[0]
  if (zone === windowEdges.length) return windowWidths[zone - 1]
  const share = (pressure - windowEdges[zone - 1]) / (windowEdges[zone] - windowEdges[zone - 1])
  return windowWidths[zone - 1] + (windowWidths[zone] - windowWidths[zone - 1]) * share
}

/**
 * Fills `gradient` and `doubtful`: levels at which the parameter changes too fast with pressure, or turns too sharply,
 * to have a part in a median.
 *
 * @param count levels, in the order of their pressure
 */
function findDoubtful(values: Float64Array, count: number, parameter: MeddParameter, scratch: FormerScratch): void {
  const { pressure, gradientZone, gradient, doubtful } = scratch
  const { gradient: limits, reversal } = parameter
  const [least, most] = parameter.gradientRange
  for (let i = 1; i < count; i++) {
    const change = values[i] - values[i - 1]
    const distance = pressure[i] - pressure[i - 1]
    const isClose = Math.abs(change) < closeValues && distance < closePressures
    gradient[i] = isClose ? 0 : change / distance
  }
  // The first level has none of its own.
  gradient[0] = gradient[1]

  doubtful[0] = 0
  doubtful[count - 1] = 0
  for (let i = 1; i < count - 1; i++) {
    const here = gradient[i]
    const next = gradient[i + 1]
    doubtful[i] =
      ((here > 0 && next < 0) || (here < 0 && next > 0)) &&
      Math.abs(here) > reversal[gradientZone[i]] &&
      Math.abs(next) > reversal[gradientZone[i + 1]]
        ? 1
        : 0
  }
  doubtful[0] = doubtful[1]

  for (let i = 0; i < count; i++) {
    const here = gradient[i]
    if (here < least || here > most || Math.abs(here) > limits[gradientZone[i]]) doubtful[i] = 1
  }
}

/**
 * MEDD for one parameter: a value is a spike where it is farther from the curve of the sliding median than the
 * distance of its zone, pressure and parameter both scaled.
 *
 * A value within the distance of the median of its own level is no spike, whatever the rest of the curve: only for
 * the others is the curve walked along. There are few.
 *
 * @param count levels, in the order of their pressure, more than five, placed (`placeLevels`)
 * @returns whether there is any spike
 */
export function formerFindSpikes(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: FormerScratch,
  spikes: Uint8Array,
): boolean {
  findDoubtful(values, count, parameter, scratch)
  slidingMedian(values, count, parameter, scratch)

  const { distanceZone, median } = scratch
  let least = median[0]
  let most = median[0]
  for (let i = 1; i < count; i++) {
    if (median[i] < least) least = median[i]
    if (median[i] > most) most = median[i]
  }
  const extent = Math.max(Math.min(most - least, parameter.extent[1]), parameter.extent[0])
  const scale = extent / pressureExtent
  let any = false
  for (let i = 0; i < count; i++) {
    const distance = parameter.distance[distanceZone[i]] * extent
    const away = values[i] - median[i]
    spikes[i] = 0
    if (away > distance || away < -distance) {
      if (isBeyondCurve(i, values[i], count, distance, scale, scratch)) {
        spikes[i] = 1
        any = true
      }
    }
  }
  return any
}

/**
 * Whether, at the height of the level, the value is right of every point, or left of every point, that is `distance`
 * away from the curve. The curve is made of the medians and of points between them that are at most about the
 * distance apart.
 */
function isBeyondCurve(
  level: number,
  value: number,
  count: number,
  distance: number,
  scale: number,
  { pressure, median }: FormerScratch,
): boolean {
  const square = distance * distance
  const height = pressure[level] * scale
  let least = median[level] - distance
  let most = median[level] + distance
  for (const step of [-1, 1]) {
    let y0 = height
    for (let i = level + step; i >= 0 && i < count && Math.abs(y0 - height) <= distance; i += step) {
      const y1 = pressure[i] * scale
      const x0 = median[i - step]
      const dx = median[i] - x0
      const dy = y1 - y0
      const pieces = Math.max(Math.floor(Math.sqrt(dx * dx + dy * dy) / distance - 0.2), 0) + 1
      for (let piece = 1; piece <= pieces; piece++) {
        const y = y0 + (dy * piece) / pieces
        const left = square - (y - height) * (y - height)
        // Farther along it is farther away.
        if (left < 0) break
        const x = x0 + (dx * piece) / pieces
        const reach = Math.sqrt(left)
        if (x - reach < least) least = x - reach
        if (x + reach > most) most = x + reach
      }
      y0 = y1
    }
  }
  return value > most || value < least
}

/**
 * Fills `median`: for each level the median of the levels around it that are not doubtful, as many above as below
 * where there are any on both sides, in a window that widens with pressure; adjusted at the ends of a series, deep
 * down and at doubtful levels as MEDD has it.
 *
 * Sorting every window anew would cost a thousand sorts of up to 250 values for a profile. Instead the values are
 * ranked once, and a set of ranks is kept in step with the window: from level to level only a few enter or leave.
 */
function slidingMedian(values: Float64Array, count: number, parameter: MeddParameter, scratch: FormerScratch): void {
  const { pressure, gradientZone, reach: reaches, gradient, doubtful, median, isOwn } = scratch
  const { coherent, ranks, sorted, window } = scratch
  const size = rankCoherent(values, count, scratch)

  // Of the coherent levels: those in the window's reach, [low, high); those at the level's own pressure, [upper, lower);
  // those in the set of ranks, [left, right).
  let [low, high, upper, lower, left, right] = [0, 0, 0, 0, 0, 0]
  let self = 0
  let last1950 = -1
  for (let i = 0; i < count; i++) {
    const here = pressure[i]
    const reach = reaches[i]
    while (low < size && here - pressure[coherent[low]] >= reach) low++
    while (low > 0 && here - pressure[coherent[low - 1]] < reach) low--
    while (high < size && pressure[coherent[high]] - here < reach) high++
    while (high > 0 && pressure[coherent[high - 1]] - here >= reach) high--
    while (upper < size && pressure[coherent[upper]] < here) upper++
    while (lower < size && pressure[coherent[lower]] <= here) lower++
    if (here < deepFrom) last1950 = i
    const isCoherent = doubtful[i] === 0
    if (isCoherent) while (coherent[self] < i) self++

    const side = Math.min(upper - low, high - lower)
    const from = side > 0 ? upper - side : low
    const to = side > 0 ? lower + side : high
    while (left > from) window.add(ranks[--left])
    while (right < to) window.add(ranks[right++])
    while (left < from) window.remove(ranks[left++])
    while (right > to) window.remove(ranks[--right])

    if (from === to) {
      median[i] = values[i]
    } else if (side > 0 && lower - upper > (isCoherent ? 1 : 0)) {
      // Others at the very same pressure are neither above nor below.
      for (let j = upper; j < lower; j++) if (!(isCoherent && j === self)) window.remove(ranks[j])
      median[i] = sorted[middleRank(scratch, ranks[from])]
      for (let j = upper; j < lower; j++) if (!(isCoherent && j === self)) window.add(ranks[j])
    } else {
      median[i] = sorted[middleRank(scratch, ranks[from])]
    }

    isOwn[i] = 0
    if (isCoherent) {
      const total = to - from
      const place = side > 0 ? (side === 1 ? 1 : 2) : self - from
      const fromEnd = side > 0 ? place : total - 1 - place
      const second = side > 0 || total % 2 === 1
      if (i > 0 && doubtful[i - 1] === 0 && (fromEnd === 0 || fromEnd === 1)) isOwn[i] = 1
      if (i < count - 1 && doubtful[i + 1] === 0 && !(gradient[i] > parameter.topGradient)) {
        if (place === 0 || (place === 1 && second)) isOwn[i] = 1
      }
      if (here >= deepFrom) {
        const steepness = last1950 < 0 ? 0 : Math.abs((values[i] - values[last1950]) / (here - pressure[last1950]))
        if (steepness > parameter.gradient[gradientZone[i]]) {
          median[i] = median[last1950]
          isOwn[i] = 0
        } else {
          isOwn[i] = 1
        }
      }
    }
  }
  settle(values, count, size, scratch)
}

/** Lists the coherent levels and ranks their values. */
function rankCoherent(values: Float64Array, count: number, scratch: FormerScratch): number {
  const { doubtful, coherent, ranks, sorted, order, room, keys, window } = scratch
  let size = 0
  for (let i = 0; i < count; i++) {
    if (doubtful[i] !== 0) continue
    keys[size] = values[i]
    coherent[size++] = i
  }
  sortIndices(keys, size, order, room)
  for (let rank = 0; rank < size; rank++) {
    ranks[order[rank]] = rank
    sorted[rank] = keys[order[rank]]
  }
  window.clear(size)
  return size
}

/**
 * The rank in the middle of the window. Where there is an even number of levels MEDD counts the uppermost twice, so
 * that the median is always one of the values.
 */
function middleRank({ window }: FormerScratch, uppermost: number): number {
  const half = window.size >> 1
  if (window.size % 2 === 1) return window.select(half)
  const below = window.select(half - 1)
  return uppermost > below ? window.from(below + 1) : below
}

/** Puts the adjusted medians in place; a doubtful level takes that of the last level above it that is not. */
function settle(values: Float64Array, count: number, size: number, scratch: FormerScratch): void {
  const { doubtful, median, isOwn, coherent } = scratch
  for (let i = 0; i < count; i++) if (isOwn[i] === 1) median[i] = values[i]
  let last = median[size > 0 ? coherent[0] : 0]
  for (let i = 0; i < count; i++) {
    if (doubtful[i] === 0) last = median[i]
    else median[i] = last
  }
}
/**
 * Puts the numbers 0 to count - 1 into `order` by the key of each, equal keys by number. A merge sort, which
 * has little to do where the keys almost rise or almost fall, as in a profile.
 *
 * @param room as long as `order`
 */
function sortIndices(keys: Float64Array, count: number, order: Int32Array, room: Int32Array): void {
  for (let i = 0; i < count; i++) order[i] = i
  let from = order
  let to = room
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      merge(keys, from, to, start, Math.min(start + width, count), Math.min(start + 2 * width, count))
    }
    const swap = from
    from = to
    to = swap
  }
  if (from !== order) for (let i = 0; i < count; i++) order[i] = from[i]
}

function merge(keys: Float64Array, from: Int32Array, to: Int32Array, start: number, middle: number, end: number): void {
  let at = start
  let left = start
  let right = middle
  if (middle < end && keys[from[end - 1]] < keys[from[start]]) {
    // All of the right before all of the left: the rule where a parameter falls with pressure.
    while (right < end) to[at++] = from[right++]
  } else if (middle < end && keys[from[middle - 1]] > keys[from[middle]]) {
    while (left < middle && right < end) {
      to[at++] = keys[from[left]] <= keys[from[right]] ? from[left++] : from[right++]
    }
  }
  while (left < middle) to[at++] = from[left++]
  while (right < end) to[at++] = from[right++]
}
