import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FormerScratch, formerFindSpikes, formerPlaceLevels } from '../../test/reference/formerMedd.ts'
import { runAtOnce } from '../Steps.ts'
import { findSpikes } from './findSpikes.ts'
import { MeddScratch } from './MeddScratch.ts'
import { meddDensity, meddSalinity, meddTemperature } from './meddConstants.ts'
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
})
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never

function make(given: Shape, around: number, size: number) {
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
        const { pressure, values } = make(given, around, size)
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
      { numRuns: 60 },
    )
    expect(seen).toBeGreaterThan(50)
  })
})
