/**
 * The profiles of real files in which a test flags more than a tenth of the values of a parameter that the data centre
 * flagged as good (1 or 2), by test, parameter and file; each of them has a sentence in docs/quality-tests.md.
 *
 *   node bench/clean/falseAlarms.ts <folder of Argo files>
 */
import { judgedValues } from '@floatchat/cleaner/judgedValues'
import { judgeProfile } from '@floatchat/cleaner/judgeProfile'
import { Workspace } from '@floatchat/cleaner/Workspace'
import { qualityTests } from '@floatchat/contracts/qualityTests'
import { readArgoFiles } from './readArgoFiles.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say the folder of Argo files')
const circumstances = { now: Date.now(), greyList: undefined }
const workspace = new Workspace()
const found = new Map<string, { profiles: number; good: number; hit: number }>()

for (const { name: file, profiles } of await readArgoFiles(folder)) {
  for (const profile of profiles) {
    const { verdicts } = judgeProfile(profile, circumstances, workspace)
    for (const { parameter, failed_tests: failed } of verdicts) {
      const delivered = profile.parameters.find(({ name }) => name === parameter)
      if (delivered === undefined) continue
      const { flags } = judgedValues(delivered, profile.source_kind)
      const good = [...flags].flatMap((flag, level) => (flag === '1' || flag === '2' ? [level] : []))
      for (const { bit, name } of qualityTests) {
        const hit = good.filter((level) => failed[level] & (1 << bit)).length
        if (hit * 10 <= good.length) continue
        const key = `${name} | ${parameter} ${delivered.data_mode} | ${file}`
        const seen = found.get(key) ?? { profiles: 0, good: 0, hit: 0 }
        found.set(key, { profiles: seen.profiles + 1, good: seen.good + good.length, hit: seen.hit + hit })
      }
    }
  }
}
console.log('| test | parameter and mode | file | profiles | flagged good | hit |\n|---|---|---|---:|---:|---:|')
for (const [key, { profiles, good, hit }] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`| ${key} | ${profiles} | ${good} | ${hit} |`)
}
