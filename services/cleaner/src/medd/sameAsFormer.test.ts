import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FormerScratch, formerFindSpikes, formerPlaceLevels } from '../../test/reference/formerMedd.ts'
import { runAtOnce } from '../Steps.ts'
import { findSpikes } from './findSpikes.ts'
import { MeddScratch } from './MeddScratch.ts'
import { type MeddParameter, meddDensity, meddSalinity, meddTemperature, pressureExtent } from './meddConstants.ts'
import { placeLevels } from './placeLevels.ts'

const parameters = [
  ['temperature', meddTemperature, 10, 6],
  ['salinity', meddSalinity, 35, 2],
  ['density', meddDensity, 1027, 1],
] as const

const most = 3000
const scratch = new MeddScratch(most)
const former = new FormerScratch(most)
const spikes = new Uint8Array(most)

/** Values as a random walk between few or many different ones, so that there are ties, plateaus and spikes of every width. */
const shape = fc.record({
  levels: fc.oneof(fc.integer({ min: 6, max: 60 }), fc.integer({ min: 200, max: most })),
  seed: fc.integer(),
  /** Decibar from level to level: none (all of one pressure), next to none, few, many. */
  spacing: fc.constantFrom(0, 1e-4, 0.01, 0.1, 2, 40),
  /** Levels of one pressure together. */
  ties: fc.constantFrom(1, 2, 3, 17, 300),
  start: fc.constantFrom(0, 140, 900, 1940, 2500),
  /** Values are multiples of this; 0 for none. */
  grain: fc.constantFrom(0, 0.001, 0.5),
  drift: fc.constantFrom(0, 0.002, 0.2),
  spikeShare: fc.constantFrom(0, 0.01, 0.2, 0.5),
  spikeWidth: fc.constantFrom(1, 2, 5),
  /** Levels along a circle of this radius, as a share of the distance, around what lies behind them; 0 for none. */
  circle: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(0.99, 1, 1.0001, 1.1) },
  ),
})
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never

function make(given: Shape, around: number, size: number, parameter: MeddParameter) {
  return given.circle === 0 ? makeWalk(given, around, size) : makeCircle(given, around, parameter)
}

/** Half of the levels along the circle, the others in its middle or beside it, near enough for every one to be looked at. */
function makeCircle(given: Shape, around: number, parameter: MeddParameter) {
  const random = generator(given.seed)
  const extent = parameter.extent[0]
  const distance = parameter.distance[0] * extent * given.circle
  const radius = (distance / extent) * pressureExtent
  const half = given.levels >> 1
  const pressure: number[] = []
  const values: number[] = []
  for (let i = 0; i < given.levels; i++) {
    const along = Math.max(1 - i / half, 0)
    pressure.push(Math.fround(5 + radius * (1 - along)))
    const middle = around + (given.spikeShare > 0 ? distance * 1e-3 * random() : 0)
    values.push(Math.fround(i % 2 === 0 && i > half ? middle : around - distance * Math.sqrt(1 - along * along)))
  }
  return { pressure: Float64Array.from(pressure), values: Float64Array.from(values) }
}

function makeWalk(given: Shape, around: number, size: number) {
  const random = generator(given.seed)
  const pressure: number[] = []
  const values: number[] = []
  let here = given.start
  let value = around
  let spike = 0
  let left = 0
  for (let i = 0; i < given.levels; i++) {
    if (i % given.ties === 0) here += given.spacing * (0.5 + random())
    value += given.drift * (random() - 0.5)
    if (left > 0) left--
    else spike = 0
    if (left === 0 && random() < given.spikeShare) {
      spike = size * (random() - 0.5) * 4
      left = given.spikeWidth
    }
    const made = value + spike
    pressure.push(Math.fround(here))
    values.push(Math.fround(given.grain === 0 ? made : Math.round(made / given.grain) * given.grain))
  }
  return { pressure: Float64Array.from(pressure), values: Float64Array.from(values) }
}

function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe.each(parameters)('%s', (_name, parameter, around, size) => {
  it('has not one median and not one spike else than before it was made fast', () => {
    let seen = 0
    fc.assert(
      fc.property(shape, (given) => {
        const { pressure, values } = make(given, around, size, parameter)
        const count = values.length
        scratch.pressure.set(pressure)
        placeLevels(count, scratch)
        const any = runAtOnce(findSpikes(values, count, parameter, scratch, 2))
        former.pressure.set(pressure)
        formerPlaceLevels(count, former)
        const anyFormer = formerFindSpikes(values, count, parameter, former, spikes)

        expect(any).toBe(anyFormer)
        for (let i = 0; i < count; i++) {
          if (scratch.median[i] !== former.median[i]) throw new Error(`median ${i}`)
          if ((scratch.spikes[i] & 2) / 2 !== spikes[i]) throw new Error(`spike ${i}`)
          seen += spikes[i]
        }
      }),
      { numRuns: 90 },
    )
    expect(seen).toBeGreaterThan(50)
  })
})
