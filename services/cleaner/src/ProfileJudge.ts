import type { ProfileParsed } from '@floatchat/contracts/generated/records'
import { IngestionError, permanent } from '@floatchat/contracts/IngestionError'
import { qualityTests } from '@floatchat/contracts/qualityTests'
import type { GreyList } from '@floatchat/greylist/GreyList'
import type { StageContext } from '@floatchat/stage/Stage'
import { judge, type Verdict } from './judgeProfile.ts'
import type { LandMask } from './land/LandMask.ts'
import { Turns } from './Turns.ts'
import { Workspaces } from './Workspaces.ts'

export interface JudgeOptions {
  /** The grey list as it is now; undefined where there is none. */
  readonly greyList: () => GreyList | undefined
  /** Where there is land; undefined where test 4 is not run. */
  readonly land?: LandMask | undefined
  /** CPU time that one profile may take, and all profiles of one file, milliseconds. */
  readonly profileMs: number
  readonly fileMs: number
}

/** How often a profile is judged that fails in a way nobody foresaw. */
const tries = 2

/** Judges the profiles of all partitions, in turns with one another. */
export class ProfileJudge {
  readonly #options: JudgeOptions
  readonly #workspaces = new Workspaces()
  readonly #turns = new Turns()

  constructor(options: JudgeOptions) {
    this.#options = options
  }

  /**
   * @param now the time after which a date is in the future, milliseconds since 1970-01-01T00:00Z
   * @param spent CPU time spent on the file so far; what this profile takes is added
   * @throws IngestionError TOO_EXPENSIVE where it has used up its time, PROFILE_UNJUDGEABLE where it cannot be judged;
   *   the signal's reason
   */
  async judge(
    parsed: ProfileParsed,
    now: number,
    spent: { spentMs: number },
    context: Pick<StageContext, 'signal' | 'log'>,
  ): Promise<Verdict> {
    // Not its logger, which is made when it is asked for, and dear.
    const { signal } = context
    for (let trial = 1; ; trial++) {
      try {
        return await this.#judgeOnce(parsed, now, spent, signal)
      } catch (error) {
        if (signal.aborted || error instanceof IngestionError) throw error
        if (trial === tries) throw unjudgeable(parsed, error)
        context.log.warn({ err: error, profile: parsed.profile_number }, 'a profile could not be judged; trying again')
      }
    }
  }

  /** Why no further profile of the file is judged; undefined where there is time left. */
  refusalOf(parsed: ProfileParsed, { spentMs }: { readonly spentMs: number }): string | undefined {
    const { fileMs } = this.#options
    if (spentMs < fileMs) return undefined
    return (
      `${nameOf(parsed)} was left out without being judged: the quality tests of the profiles before it took ` +
      `${seconds(spentMs)} of CPU time, more than a file may (CLEANER_FILE_SECONDS, ${seconds(fileMs)}). ` +
      'Send the file in parts, or set CLEANER_FILE_SECONDS to more.'
    )
  }

  #judgeOnce(parsed: ProfileParsed, now: number, spent: { spentMs: number }, signal: AbortSignal): Promise<Verdict> {
    const { profileMs, fileMs, greyList, land } = this.#options
    const { profile } = parsed
    let ofProfile = 0
    const spend = (ms: number, running: number | undefined) => {
      ofProfile += ms
      spent.spentMs += ms
      if (running === undefined) return
      if (ofProfile > profileMs) {
        throw tooExpensive(parsed, running, ofProfile, `CLEANER_PROFILE_SECONDS, ${seconds(profileMs)}`)
      }
      if (spent.spentMs > fileMs) {
        throw tooExpensive(
          parsed,
          running,
          spent.spentMs,
          `CLEANER_FILE_SECONDS for all of its file, ${seconds(fileMs)}`,
        )
      }
    }
    return this.#workspaces.lend(profile.level_count, (workspace) =>
      this.#turns.take(judge(profile, { now, greyList: greyList(), land }, workspace), signal, spend),
    )
  }
}

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`

const nameOf = ({ profile, profile_number: number, file_id: file }: ProfileParsed): string =>
  `Profile ${number} of file ${file} (float ${profile.platform_number}, cycle ${profile.cycle_number})`

function tooExpensive(parsed: ProfileParsed, running: number, ms: number, limit: string): IngestionError {
  const name = qualityTests.find(({ bit }) => bit === running)?.name
  return permanent(
    'TOO_EXPENSIVE',
    `${nameOf(parsed)} was too expensive to judge: its quality tests had taken ${seconds(ms)} of CPU time, more than ` +
      `they may (${limit}), when the test '${name}' was given up. The profile has ${parsed.profile.level_count} levels. ` +
      'It is left out; the other profiles of the file are not affected. If it is a good one, set the limit to more.',
  )
}

function unjudgeable(parsed: ProfileParsed, error: unknown): IngestionError {
  const reason = error instanceof Error ? error.message : String(error)
  return permanent(
    'PROFILE_UNJUDGEABLE',
    `${nameOf(parsed)} could not be judged: ${reason}. ` +
      'It is left out; the other profiles of the file are not affected. Report it to the developers with the file.',
    error,
  )
}
