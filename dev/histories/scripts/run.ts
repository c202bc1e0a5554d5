/**
 * Runs histories and tells of each that goes wrong: `node scripts/run.ts [count] [first seed]`. Of a single one it tells
 * everything that happens.
 */
import { runHistory } from '../src/runHistory.ts'

const [count = 1_000, first = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number)
const began = performance.now()
let wrong = 0
let deaths = 0
for (let seed = first; seed < first + count; seed += 1) {
  const outcome = await runHistory(seed, count === 1 ? console.log : undefined)
  deaths += outcome.deaths
  if (outcome.problems.length === 0) continue
  wrong += 1
  console.log(`seed ${seed}: ${outcome.problems.slice(0, 3).join('; ')}`)
}
const seconds = (performance.now() - began) / 1000
console.log(`${count} histories from seed ${first} in ${seconds.toFixed(1)} s, ${deaths} deaths, ${wrong} went wrong`)
process.exit(wrong > 0 ? 1 : 0)
