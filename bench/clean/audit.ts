/**
 * Beside the data centres, test by test: of the profiles of which HISTORY says that a test was performed (QCP$), in how
 * many it failed there (QCF$) and here. The raw values are judged, whatever the mode: they are what was tested.
 *
 *   node bench/clean/audit.ts <folder of Argo files> [ar_greylist.txt]
 */
import { readFile } from 'node:fs/promises'
import { judgeProfile } from '@floatchat/cleaner/judgeProfile'
import { Workspace } from '@floatchat/cleaner/Workspace'
import type { FloatMetadata, Profile } from '@floatchat/contracts/generated/records'
import { qualityTests } from '@floatchat/contracts/qualityTests'
import { type MissionConfiguration, missionsOf } from '@floatchat/db/neighbours/missionsOf'
import { parseGreyList } from '@floatchat/greylist/parseGreyList'
import { judgeMission, missionJudge } from '@floatchat/writer/neighbours/judgeMission'
import { eachArgoFile } from './readArgoFiles.ts'

interface Judged {
  readonly where: string
  readonly centre: string
  readonly kind: string
  readonly performed: Int32Array
  readonly failed: Int32Array | null
  readonly bits: number
  /** Names the sub-profile, in core and B-file alike. */
  readonly subProfile: string
}

interface Row {
  performed: number
  both: number
  there: number
  here: number
  readonly examples: string[]
}

/** Files named for each kind of disagreement. */
const examplesAtMost = 4

const [folder, greyListPath] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say the folder of Argo files')
const greyList = greyListPath === undefined ? undefined : parseGreyList(await readFile(greyListPath, 'utf8')).list
const circumstances = { now: Date.now(), greyList }
const workspace = new Workspace()
const rows = new Map<string, Row>()
const judged: Judged[] = []
/** What failed here in core and B-file: Coriolis tests both together, and writes one mask into both. */
const together = new Map<string, number>()
const missions = new Map<string, ReturnType<typeof missionsOf>>()
// They come first, by their names: the files of profiles begin with letters.
for await (const { name, profiles, metadata } of eachArgoFile(folder)) {
  if (metadata !== null) missions.set(metadata.platform_number, missionsOf(configurationOf(metadata)))
  for (const [number, profile] of profiles.entries()) judge(`${name}#${number}`, profile)
}
for (const one of judged) compare(one)
print()

function judge(where: string, profile: Profile): void {
  const { tests_performed: performed, tests_failed: failed } = profile.provenance ?? {}
  if (performed == null) return
  const parameters = profile.parameters.map((parameter) => ({ ...parameter, data_mode: 'R' as const }))
  const verdict = judgeProfile({ ...profile, data_mode: 'R', parameters }, circumstances, workspace)
  let bits = verdict.profile_failed_tests
  for (const { failed_tests } of verdict.verdicts) for (const level of failed_tests) bits |= level
  bits |= bitsByMission(profile)
  const { platform_number, cycle_number, direction, profile_index, data_centre: centre, source_kind: kind } = profile
  const subProfile = [platform_number, cycle_number, direction, profile_index].join(' ')
  together.set(subProfile, (together.get(subProfile) ?? 0) | bits)
  judged.push({ where, centre, kind, performed, failed: failed ?? null, bits, subProfile })
}

function configurationOf({ missions, attributes, sensor_details: sensors }: FloatMetadata): MissionConfiguration {
  return {
    missions: Object.fromEntries(missions.map(({ number, configuration }) => [String(number), configuration])),
    attributes,
    ctd: sensors.find(({ sensor }) => sensor === 'CTD_CNDC')?.model ?? null,
  }
}

function bitsByMission({ platform_number, config_mission_number, direction, parameters }: Profile): number {
  const mission = missions.get(platform_number)?.(config_mission_number)
  if (mission === undefined) return 0
  const values = parameters.map(({ name, raw }) => {
    const numbers = Array.from(raw, (value) => (Number.isNaN(value) ? null : value))
    return [name, { isRaw: true, values: numbers }] as const
  })
  const verdicts = judgeMission(missionJudge(new Set()).judgedBy(mission), direction, new Map(values))
  return verdicts.reduce((bits, { failedTests }) => failedTests.reduce((some, level) => some | level, bits), 0)
}

function compare({ where, centre, kind, performed, failed, bits, subProfile }: Judged): void {
  for (const { test, bit, key } of qualityTests) {
    if (test === null || key === null || !performed.includes(test)) continue
    const name = `${String(test).padStart(2)} ${centre} ${kind}`
    const row = rows.get(name) ?? { performed: 0, both: 0, there: 0, here: 0, examples: [] }
    rows.set(name, row)
    const isThere = failed?.includes(test) ?? false
    const isHere = ((isThere ? (together.get(subProfile) ?? 0) : bits) & (1 << bit)) !== 0
    row.performed++
    if (isThere && isHere) row.both++
    else if (isThere) note(row, 'there', where)
    else if (isHere) note(row, 'here', where)
  }
}

function note(row: Row, side: 'there' | 'here', where: string): void {
  if (row[side] < examplesAtMost) row.examples.push(`${side}: ${where}`)
  row[side]++
}

function print(): void {
  console.log(`${judged.length} profiles with a mask\n`)
  console.log(
    '| test | centre, kind | performed | failed there and here | there only | here only | agreement, % | examples |',
  )
  console.log('|---|---|---:|---:|---:|---:|---:|---|')
  for (const [name, { performed, both, there, here, examples }] of [...rows].sort()) {
    const agreement = (100 * (performed - there - here)) / performed
    const [test, ...of] = name.trim().split(' ')
    console.log(
      `| ${test} | ${of.join(' ')} | ${performed} | ${both} | ${there} | ${here} | ${agreement.toFixed(2)} | ${examples.join(', ')} |`,
    )
  }
}
