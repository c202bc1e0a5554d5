/**
 * The bounds of our own of tests 16 and 18, chosen on one half of the floats and tried on the other: how many profiles,
 * which are held for good, fail by each bound. The floats are taken in the order of their numbers, every other one.
 *
 *   node bench/clean/neighbours.ts <folder of Argo files> --vectors FILE
 *   node bench/clean/neighbourBounds.ts FILE
 */
import { readFile } from 'node:fs/promises'
import type { NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import { frozenProfile } from '@floatchat/writer/neighbours/frozenProfile'
import { grossSensorDrift } from '@floatchat/writer/neighbours/grossSensorDrift'

interface Float {
  readonly platform: string
  readonly profiles: readonly NeighbourProfile[]
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Say the file of vectors')
const floats = (JSON.parse(await readFile(file, 'utf8')) as Float[]).sort((a, b) => (a.platform < b.platform ? -1 : 1))
const halves = [0, 1].map((rest) => floats.filter((_, index) => index % 2 === rest))
const parameters = ['temperature', 'salinity'] as const

console.log(
  `| test and bound | ${halves.map((half) => `of ${count(half)} profiles of ${half.length} floats`).join(' | ')} |`,
)
console.log('|---|---:|---:|')
for (const quietFrom of [0, 500, 1000, 1250, 1500, 1750]) {
  tell(`16, from ${quietFrom} dbar, five cycles before`, (half) => drifted(half, { quietFrom, cyclesBefore: 5 }))
}
for (const cyclesBefore of [1, 20, 1000]) {
  tell(`16, from 1500 dbar, ${cyclesBefore} cycles before`, (half) => drifted(half, { quietFrom: 1500, cyclesBefore }))
}
for (const slabsAtLeast of [1, 2, 3, 5]) {
  tell(`18, either parameter, ${slabsAtLeast} slabs`, (half) => frozen(half, slabsAtLeast, false))
  tell(`18, both parameters, ${slabsAtLeast} slabs`, (half) => frozen(half, slabsAtLeast, true))
}

function tell(bound: string, failed: (half: readonly Float[]) => Set<number>): void {
  console.log(`| ${bound} | ${halves.map((half) => failed(half).size).join(' | ')} |`)
}

function count(half: readonly Float[]): number {
  return half.reduce((sum, { profiles }) => sum + profiles.length, 0)
}

/** The profiles of each direction in the order of their cycles. */
function series(half: readonly Float[]): NeighbourProfile[][] {
  return half.flatMap(({ profiles }) =>
    (['A', 'D'] as const).map((direction) =>
      profiles.filter((one) => one.direction === direction).sort((a, b) => a.cycle - b.cycle),
    ),
  )
}

function drifted(half: readonly Float[], bounds: { quietFrom: number; cyclesBefore: number }): Set<number> {
  const found = series(half).flatMap((cycles) =>
    parameters.flatMap((parameter) => grossSensorDrift(cycles, parameter, bounds)),
  )
  return new Set(found.map(({ profile }) => profile.profileId))
}

function frozen(half: readonly Float[], slabsAtLeast: number, both: boolean): Set<number> {
  const found = series(half).flatMap((cycles) =>
    cycles.filter((profile, index) => {
      const before = cycles[index - 1]
      if (before?.cycle !== profile.cycle - 1) return false
      const measured = parameters.filter((parameter) => profile[parameter] !== null && before[parameter] !== null)
      const isFrozen = (parameter: (typeof parameters)[number]) =>
        frozenProfile(profile, before, parameter, { slabsAtLeast })
      return measured.length > 0 && (both ? measured.every(isFrozen) : measured.some(isFrozen))
    }),
  )
  return new Set(found.map(({ profileId }) => profileId))
}
