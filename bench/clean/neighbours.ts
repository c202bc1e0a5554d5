/**
 * Tests 5, 16 and 18 over the floats of a folder of single-cycle files: what fails, and of how many profiles.
 *
 *   node bench/clean/neighbours.ts <folder of Argo files> [--vectors FILE]
 *
 * With --vectors what was judged and what came of it is written as JSON, for another implementation to be tried on.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Profile } from '@floatchat/contracts/generated/records'
import type { NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import { factsOf } from '@floatchat/writer/neighbours/factsOf'
import { judgeNeighbours } from '@floatchat/writer/neighbours/judgeNeighbours'
import { readArgoFiles } from './readArgoFiles.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { vectors: { type: 'string' } } })
const [folder] = positionals
if (folder === undefined) throw new Error('Say the folder of Argo files')

/** By float and cycle: the delayed-mode file where there is one. */
const chosen = new Map<string, Profile>()
for (const { profiles } of await readArgoFiles(folder)) {
  for (const profile of profiles) {
    if (profile.source_kind !== 'core' || profile.profile_index !== 0) continue
    const key = `${profile.platform_number} ${profile.cycle_number} ${profile.direction}`
    if (profile.data_mode === 'D' || !chosen.has(key)) chosen.set(key, profile)
  }
}

const floats = Map.groupBy([...chosen.values()].map(neighbourOf), ({ platform }) => platform)
const vectors: object[] = []
let failed = 0
for (const [platform, profiles] of [...floats].sort(([a], [b]) => a.localeCompare(b))) {
  const verdicts = judgeNeighbours(profiles)
  vectors.push({ platform, profiles, verdicts })
  failed += verdicts.length
  for (const { profileId, reasons } of verdicts) {
    const cycle = profiles.find((one) => one.profileId === profileId)
    console.log(`${platform} cycle ${cycle?.cycle}${cycle?.direction}: ${reasons.join(' ')}`)
  }
}
console.log(`${failed} of ${chosen.size} profiles of ${floats.size} floats failed`)
if (values.vectors !== undefined) await writeFile(values.vectors, JSON.stringify(vectors))

function neighbourOf(profile: Profile, number: number): NeighbourProfile & { readonly platform: string } {
  const best = profile.parameters.map((parameter) => {
    const isRaw = parameter.data_mode === 'R'
    const [single, double] = isRaw
      ? [parameter.raw, parameter.raw_double]
      : [parameter.adjusted, parameter.adjusted_double]
    const numbers = Array.from(double.length > 0 ? double : single, (value) => (Number.isNaN(value) ? null : value))
    return [parameter.name, { values: numbers, flags: isRaw ? parameter.raw_qc : parameter.adjusted_qc }] as const
  })
  const isFix = !['3', '4', '8', '9'].includes(profile.position_qc)
  return {
    platform: profile.platform_number,
    profileId: number,
    cycle: profile.cycle_number,
    direction: profile.direction,
    juld: ['3', '4', '9'].includes(profile.juld_qc) ? null : (profile.juld_location ?? profile.juld),
    latitude: isFix ? profile.latitude : null,
    longitude: isFix ? profile.longitude : null,
    ...factsOf(new Map(best)),
  }
}
