import { setImmediate } from 'node:timers/promises'
import type { Profile } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile } from '../netcdf/NetcdfFile.ts'
import { decodeProfile, type FileFacts } from './decodeProfile.ts'
import type { FileWarnings } from './FileWarnings.ts'
import { LevelBlock } from './LevelBlock.ts'
import { ProfileBlock } from './ProfileBlock.ts'
import type { ProfileFile } from './ProfileFile.ts'
import { type ParameterPlan, planParameters } from './planParameters.ts'
import { checkTimes } from './profileNumber.ts'
import { refuseMisfits } from './refuseMisfits.ts'
import { requireVariables } from './requireVariables.ts'
import { surveyProfiles } from './surveyProfiles.ts'

/** Decoded bytes that are in memory at once: large enough that reading by blocks costs nothing. */
const blockBytes = 4 * 1024 * 1024
/** What chunks of a compressed file may make of a block before it is cut regardless of them. */
const mostBlockBytes = 48 * 1024 * 1024
/** A profile beyond this is none that a float has sent: 20 parameters of 200,000 levels have 56 MB. */
const mostProfileBytes = 128 * 1024 * 1024

const mostExpansion = 1032
const slackBytes = 8 * 1024 * 1024

/** One profile of a file as it comes, or why it cannot be read. */
export type ReadProfile = {
  readonly number: number
  readonly platform: string | null
  readonly cycle: number | null
} & ({ readonly profile: Profile } | { readonly reason: string })

export interface ProfilesOfFile {
  /** N_PROF. */
  readonly total: number
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
): Promise<ProfilesOfFile> {
  refuseMisfits(file, filename, warnings)
  requireVariables(file, facts.sourceKind, new Set())
  checkTimes(file, filename, warnings)
  const survey = await surveyProfiles(file, filename)
  requireVariables(file, facts.sourceKind, survey.listed)
  const levels = file.variables.get('PRES')?.shape[1] ?? 1
  const plans = planParameters(file, survey, levels, warnings)
  const blockSize = profilesInBlock(file, survey.profiles, plans)
  return { total: survey.profiles, profiles: blocks() }

  async function* blocks(): AsyncGenerator<ReadProfile> {
    for (let from = 0; from < survey.profiles; from += blockSize) {
      const range = [from, Math.min(survey.profiles, from + blockSize)] as const
      const block = await ProfileBlock.read(file, survey.profiles, range, warnings)
      const read = [...plans.values()].map((plan) => LevelBlock.read(file, plan, levels, range, warnings))
      const byName = new Map((await Promise.all(read)).map((level) => [level.plan.name, level]))
      for (let number = from; number < range[1]; number += 1) {
        const row = number - from
        const place = { row, number, profileIndex: survey.profileIndexes[number] ?? 0 }
        const decoded = decodeProfile(facts, block, byName, place, warnings)
        const platform = block.text('PLATFORM_NUMBER', row) || null
        const cycle = block.number('CYCLE_NUMBER', row)
        yield { number, platform, cycle, ...('reason' in decoded ? decoded : { profile: decoded }) }
      }
      // Reading is synchronous: heartbeats and other files get their turn between blocks.
      await setImmediate()
    }
  }

  function profilesInBlock(file: NetcdfFile, profiles: number, plans: ReadonlyMap<string, ParameterPlan>): number {
    const variables = [...plans.values()].flatMap((plan) =>
      [plan.raw, plan.adjusted, plan.adjustedError, plan.rawQc, plan.adjustedQc].filter((each) => each !== undefined),
    )
    const rowBytes =
      variables.reduce((sum, variable) => sum + variable.rowBytes, 0) + ProfileBlock.rowBytes(file, profiles)
    if (rowBytes > mostProfileBytes) {
      throw permanent(
        'MALFORMED_NETCDF',
        `${filename} has ${levels} levels a profile, more than can be read (${rowBytes} bytes).`,
      )
    }
    // Deflate makes at most 1,032 bytes of one; what is not compressed cannot be larger than the file.
    const most = file.sizeBytes * (file.container === 'HDF5' ? mostExpansion : 1) + slackBytes
    if (rowBytes * profiles > most) {
      throw permanent(
        'MALFORMED_NETCDF',
        `${filename} says that it holds ${rowBytes * profiles} bytes of profiles, more than its ${file.sizeBytes} bytes can.`,
      )
    }
    const together = Math.max(1, ...variables.map((variable) => variable.rowsTogether))
    const fitting = Math.max(1, Math.floor(blockBytes / Math.max(rowBytes, 1)))
    if (together * rowBytes > mostBlockBytes) return Math.max(1, Math.floor(mostBlockBytes / rowBytes))
    return Math.ceil(fitting / together) * together
  }
}
