/**
 * How long all quality tests take over one core profile, by what is in it: the mean of the CPU time, and the
 * distribution of the time by the clock, which other work on the machine lengthens.
 *
 *   node bench/clean/speed.ts [levels = 1000] [profiles = 300]
 */
import { judgeProfile } from '@floatchat/cleaner/judgeProfile'
import { Workspace } from '@floatchat/cleaner/Workspace'
import { coreProfile, type Kind } from './coreProfile.ts'

const levels = Number(process.argv[2] ?? 1000)
const profiles = Number(process.argv[3] ?? 300)
const kinds: readonly Kind[] = ['quiet', 'noisy', 'spikes', 'inversions', 'dead cell']
const workspace = new Workspace()
const circumstances = { now: Date.UTC(2024, 0, 1), greyList: undefined }

const made = kinds.map((kind) => Array.from({ length: profiles }, (_, seed) => coreProfile(kind, levels, seed)))
// A service that has run for a second is warm; all kinds, so that no path is compiled for one of them alone.
for (let round = 0; round < 3; round++) {
  for (const list of made) for (const profile of list) judgeProfile(profile, circumstances, workspace)
}

console.log(
  `| ${levels} levels, ${profiles} profiles of each kind | CPU ms | least | median | 90 % | 99 % | levels flagged |`,
)
console.log('|---|---:|---:|---:|---:|---:|---:|')
for (const [index, kind] of kinds.entries()) {
  const times: number[] = []
  let flagged = 0
  const cpu = process.cpuUsage()
  for (const profile of made[index]) {
    const started = performance.now()
    const verdict = judgeProfile(profile, circumstances, workspace)
    times.push(performance.now() - started)
    for (const bits of verdict.outlier_tests) if (bits !== 0) flagged++
  }
  const { user, system } = process.cpuUsage(cpu)
  const each = ((user + system) / 1000 / profiles).toFixed(3)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))].toFixed(3)
  const share = ((100 * flagged) / (levels * profiles)).toFixed(1)
  console.log(`| ${kind} | ${each} | ${at(0)} | ${at(0.5)} | ${at(0.9)} | ${at(0.99)} | ${share} % |`)
}
