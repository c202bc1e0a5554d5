/**
 * The worst profile that the cleaner may be given, for each of its tests: known bad shapes, and what a search finds
 * that changes them at random and keeps what takes longer. Each test's worst shape is then judged with the largest
 * number of levels admitted. How much memory that takes: bench/worst/cleanerMemory.ts.
 *
 *   node bench/worst/cleaner.ts [levels = 2000000] [rounds of the search = 150]
 */
import { qualityTests } from '@floatchat/contracts/qualityTests'
import { type Measured, measureJudging } from './measureJudging.ts'
import { generator, makeProfile, type Shape, shapes } from './shape.ts'

const most = Number(process.argv[2] ?? 2_000_000)
const rounds = Number(process.argv[3] ?? 150)
const few = 20_000
/** As CLEANER_PROFILE_SECONDS. */
const limitMs = 20_000

interface Found {
  readonly name: string
  readonly shape: Shape
  readonly measured: Measured
}

const random = generator(22)
const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T // The lists are not empty.

/** One or two of its traits changed. */
function vary(shape: Shape): Shape {
  const traits: (() => Partial<Shape>)[] = [
    () => ({ start: any([0, 140, 480, 990, 1490, 1940, 2600]) }),
    () => ({ spacing: any([0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 60, 300]) }),
    () => ({ ties: any([1, 2, 3, 20, 1000, few / 2]) }),
    () => ({ order: any(['down', 'up', 'sawtooth', 'shuffled'] as const) }),
    () => ({ drift: any([0, 1e-4, 0.002, 0.05, 0.3, 1]) }),
    () => ({ grain: any([0, 0, 0.01, 1, 10]) }),
    () => ({ spikes: random() }),
    () => ({ width: any([1, 1, 2, 3, 10, 100]) }),
    () => ({ height: any([0.01, 0.05, 0.2, 0.5, 1, 2]) }),
    () => ({ isCircle: random() < 0.5 }),
    () => ({ missing: any([0, 0, 0.05, 0.4, 0.9]) }),
    () => ({ seed: Math.floor(random() * 1e6) }),
  ]
  return { ...shape, ...any(traits)(), ...any(traits)() }
}

const worst = new Map<number, Found>()
const timeOf = ({ measured }: Found, bit: number) => measured.byCheck.get(bit) ?? 0

function look(name: string, shape: Shape): void {
  const found = { name, shape, measured: measureJudging(makeProfile(shape, few)) }
  for (const bit of found.measured.byCheck.keys()) {
    const known = worst.get(bit)
    if (known === undefined || timeOf(found, bit) > timeOf(known, bit)) worst.set(bit, found)
  }
}

// Once for the compiler.
for (const [name, shape] of Object.entries(shapes)) measureJudging(makeProfile(shape, name.length * 100))
for (const [name, shape] of Object.entries(shapes)) look(name, shape)
for (let round = 0; round < rounds; round++) {
  const from = any([...worst.values()])
  look(from.name.startsWith('found') ? from.name : `found from ${from.name}`, vary(from.shape))
}

console.log(`| test | worst shape | ms, ${few} levels | ms, ${most} levels | longest step, ms | all tests, ms |`)
console.log('|---|---|---:|---:|---:|---:|')
const judged = new Map<Shape, Measured>()
for (const { bit } of qualityTests) {
  const found = worst.get(bit)
  if (found !== undefined) print(bit, found)
}
function print(bit: number, found: Found): void {
  const large = judged.get(found.shape) ?? measureJudging(makeProfile(found.shape, most), limitMs)
  judged.set(found.shape, large)
  const numbers = [timeOf(found, bit), large.byCheck.get(bit) ?? 0, large.longestOf.get(bit) ?? 0, large.ms]
  const end = large.isGivenUp ? ' (given up)' : ''
  const test = qualityTests.find((check) => check.bit === bit)?.name
  console.log(`| ${test} | ${found.name} | ${numbers.map((ms) => ms.toFixed(0)).join(' | ')}${end} |`)
}

console.log('\nThe shapes that were found:\n')
for (const { name, shape } of new Set(worst.values()))
  if (name.startsWith('found')) console.log(`- ${name}: ${JSON.stringify(shape)}`)
