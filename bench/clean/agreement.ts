/**
 * Where the cleaner and the data centres agree: of the values that were delivered with flag 4 how many fail a test of
 * ours, and of those delivered with flag 1; by parameter and data mode. Twice: as the cleaner judges (raw values in
 * mode R, adjusted ones in A and D), and with the raw values of every mode and their own flags.
 *
 *   node bench/clean/agreement.ts <folder of Argo files> [ar_greylist.txt]
 */
import { readFile } from 'node:fs/promises'
import { judgedValues } from '@floatchat/cleaner/judgedValues'
import { judgeProfile } from '@floatchat/cleaner/judgeProfile'
import { Workspace } from '@floatchat/cleaner/Workspace'
import type { Profile } from '@floatchat/contracts/generated/records'
import { qualityTests } from '@floatchat/contracts/qualityTests'
import { parseGreyList } from '@floatchat/greylist/parseGreyList'
import { readArgoFiles } from './readArgoFiles.ts'

/** Counts of values by what the data centre and what the cleaner say. */
interface Row {
  bad: number
  badCaught: number
  badOutOfBounds: number
  good: number
  goodHit: number
  goodOutOfBounds: number
}

const [folder, greyListPath] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say the folder of Argo files')
const greyList = greyListPath === undefined ? undefined : parseGreyList(await readFile(greyListPath, 'utf8')).list
const circumstances = { now: Date.now(), greyList }
const workspace = new Workspace()
const files = await readArgoFiles(folder)
const levels = files.reduce((sum, { profiles }) => sum + profiles.reduce((some, one) => some + one.level_count, 0), 0)
const profileCount = files.reduce((sum, { profiles }) => sum + profiles.length, 0)
console.log(`${files.length} files, ${profileCount} profiles, ${levels} levels\n`)

report('As the cleaner judges: raw values in mode R, adjusted values in A and D', (profile) => profile)
report('Raw values and raw flags, whatever the mode', (profile) => ({
  ...profile,
  parameters: profile.parameters.map((parameter) => ({ ...parameter, data_mode: 'R' as const })),
}))

function report(title: string, view: (profile: Profile) => Profile): void {
  const rows = new Map<string, Row>()
  const disagreements = new Map<string, number>()
  for (const { name: file, profiles } of files) {
    for (const profile of profiles) {
      const judged = view(profile)
      const { verdicts } = judgeProfile(judged, circumstances, workspace)
      for (const [index, parameter] of judged.parameters.entries()) {
        const { values, isAdjusted } = judgedValues(parameter, judged.source_kind)
        const flags = isAdjusted ? parameter.adjusted_qc : parameter.raw_qc
        const failed = verdicts.find((verdict) => verdict.parameter === parameter.name)?.failed_tests
        // The mode that the file gives, even where the raw values are looked at.
        const key = `${parameter.name} ${profile.parameters[index].data_mode}`
        const row = rows.get(key) ?? {
          bad: 0,
          badCaught: 0,
          badOutOfBounds: 0,
          good: 0,
          goodHit: 0,
          goodOutOfBounds: 0,
        }
        rows.set(key, row)
        for (let level = 0; level < values.length; level++) {
          if (Number.isNaN(values[level])) continue
          const bits = failed?.[level] ?? 0
          if (flags[level] === '4') {
            row.bad++
            if (bits & ~1) row.badCaught++
            else count(disagreements, `${key} | ${file} | flag 4, not caught`)
            if (bits & 1) row.badOutOfBounds++
          } else if (flags[level] === '1') {
            row.good++
            if (bits & ~1) {
              row.goodHit++
              for (const { bit, name } of qualityTests) {
                if (bit > 0 && bits & (1 << bit)) count(disagreements, `${key} | ${file} | flag 1, failed ${name}`)
              }
            }
            if (bits & 1) row.goodOutOfBounds++
          }
        }
      }
    }
  }
  console.log(`## ${title}\n`)
  console.log(
    '| parameter and mode | flag 4 | caught by bounds | caught by tests | flag 1 | hit by bounds | hit by tests |',
  )
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const [key, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (row.bad + row.good === 0) continue
    console.log(
      `| ${key} | ${row.bad} | ${row.badOutOfBounds} | ${row.badCaught} | ${row.good} | ${row.goodOutOfBounds} | ${row.goodHit} |`,
    )
  }
  console.log('\nThe largest disagreements:\n\n| parameter and mode | file | what | values |\n|---|---|---|---:|')
  const largest = [...disagreements].sort(([, a], [, b]) => b - a).slice(0, 15)
  for (const [what, values] of largest) console.log(`| ${what} | ${values} |`)
  console.log('')
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
