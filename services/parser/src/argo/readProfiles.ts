import type { Profile } from '@floatchat/contracts/generated/records'
import type { NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { yieldByTime } from '@floatchat/service/yieldByTime'
import type { FileLimits } from '../FileLimits.ts'
import { decodeProfile, type FileFacts } from './decodeProfile.ts'
import { FileBounds } from './FileBounds.ts'
import type { FileWarnings } from './FileWarnings.ts'
import { LevelBlock } from './LevelBlock.ts'
import { ProfileBlock } from './ProfileBlock.ts'
import type { ProfileFile } from './ProfileFile.ts'
import { type ParameterPlan, planParameters } from './planParameters.ts'
import { checkTimes } from './profileNumber.ts'
import { readProvenance } from './readProvenance.ts'
import { refuseMisfits } from './refuseMisfits.ts'
import { requireVariables } from './requireVariables.ts'
import { surveyProfiles } from './surveyProfiles.ts'

/** One profile of a file as it comes, or why it cannot be read. */
export type ReadProfile = {
  readonly number: number
  readonly platform: string | null
  readonly cycle: number | null
} & ({ readonly profile: Profile } | { readonly reason: string })

export interface ProfilesOfFile {
  /** N_PROF. */
  readonly total: number
  /** What the file costs every stage, in bytes of levels. */
  readonly cost: number
  readonly profiles: AsyncIterable<ReadProfile>
}

/**
 * The profiles of a file in file order, read and decoded block by block.
 *
 * @throws IngestionError where the file as a whole cannot be read, before the first profile comes.
 */
export async function readProfiles(
  file: ProfileFile,
  facts: FileFacts,
  filename: string,
  warnings: FileWarnings,
  limits: FileLimits,
): Promise<ProfilesOfFile> {
  refuseMisfits(file, filename, warnings)
  requireVariables(file, facts.sourceKind, new Set())
  checkTimes(file, filename, warnings)
  const bounds = new FileBounds(file, filename, limits)
  const survey = await surveyProfiles(file, filename, bounds)
  requireVariables(file, facts.sourceKind, survey.listed)
  const levels = file.variables.get('PRES')?.shape[1] ?? 1
  bounds.levels(levels)
  const plans = planParameters(file, survey, levels, warnings)
  bounds.parameters(plans.size)
  const once = ProfileBlock.variables(file, survey.profiles)
  bounds.texts(once)
  const variables = [...once, ...variablesOf(plans)]
  const blockSize = bounds.profilesTogether(variables, survey.profiles)
  return { total: survey.profiles, cost: bounds.cost(variables, survey.profiles), profiles: blocks() }

  async function* blocks(): AsyncGenerator<ReadProfile> {
    const breathe = yieldByTime()
    const provenanceOf = await readProvenance(file, survey.profiles, warnings)
    for (let from = 0; from < survey.profiles; from += blockSize) {
      const range = [from, Math.min(survey.profiles, from + blockSize)] as const
      const block = await ProfileBlock.read(file, survey.profiles, range, warnings)
      // Together: a damaged file fails in several of them, and no failure may go unheard.
      const [provenance, ...read] = await Promise.all([
        provenanceOf(range),
        ...[...plans.values()].map((plan) => LevelBlock.read(file, plan, levels, range, warnings)),
      ])
      const byName = new Map(read.map((level) => [level.plan.name, level]))
      for (let number = from; number < range[1]; number += 1) {
        const row = number - from
        const place = { row, number, profileIndex: survey.profileIndexes[number] ?? 0 }
        const decoded = decodeProfile(facts, block, byName, place, warnings)
        if (!('reason' in decoded)) decoded.provenance = provenance(number)
        const platform = block.text('PLATFORM_NUMBER', row) || null
        const cycle = block.number('CYCLE_NUMBER', row)
        yield { number, platform, cycle, ...('reason' in decoded ? decoded : { profile: decoded }) }
        await breathe()
      }
    }
  }
}

function variablesOf(plans: ReadonlyMap<string, ParameterPlan>): NetcdfVariable[] {
  return [...plans.values()].flatMap((plan) =>
    [plan.raw, plan.adjusted, plan.adjustedError, plan.rawQc, plan.adjustedQc].filter((each) => each !== undefined),
  )
}
