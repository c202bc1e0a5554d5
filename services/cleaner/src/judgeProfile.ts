import type { ParameterVerdict, Profile } from '@floatchat/contracts/generated/records'
import { sensorTests, testBit } from '@floatchat/contracts/qualityTests'
import type { GreyList } from '@floatchat/greylist/GreyList'
import { impossibleDate } from './checks/impossibleDate.ts'
import { impossibleLocation } from './checks/impossibleLocation.ts'
import { type JudgedProfile, openProfile } from './JudgedProfile.ts'
import type { LandMask } from './land/LandMask.ts'
import type { Marks } from './Marks.ts'
import { runChecks } from './runChecks.ts'
import { runAtOnce, type Steps } from './Steps.ts'
import type { Workspace } from './Workspace.ts'

/** What is not in the profile and a test needs. */
export interface Circumstances {
  /** The time after which a date is in the future, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number
  /** Argo's grey list; undefined where none is at hand. */
  readonly greyList: GreyList | undefined
  /** Where there is land; undefined where test 4 is not run. */
  readonly land?: LandMask | undefined
}

/** What the tests found. Bits as in `qualityTests`. */
export interface Verdict {
  /** Failed tests of date and position. */
  readonly profile_failed_tests: number
  /** Failed tests of any value of the level but those that tell of a sensor as a whole; empty where no value failed any. */
  readonly outlier_tests: Int32Array
  /** The parameters of which a value failed or got another flag than 1. */
  readonly verdicts: ParameterVerdict[]
}

const none = new Int32Array(0)

/**
 * Judges one profile by all the tests. The values judged are the raw ones in mode R, the adjusted ones otherwise.
 * The delivered flags have no say: the verdict is a function of values, date, position and circumstances alone.
 *
 * @throws RangeError where the arrays of the profile do not fit together
 */
export function* judge(profile: Profile, circumstances: Circumstances, workspace: Workspace): Steps<Verdict> {
  const { juld, juld_location: juldLocation, latitude, longitude } = profile
  let profileTests = 0
  if (impossibleDate(juld, juldLocation, circumstances.now)) profileTests |= 1 << testBit.impossibleDate
  if (impossibleLocation(latitude, longitude)) profileTests |= 1 << testBit.impossibleLocation
  if (circumstances.land?.isLand(latitude, longitude) === true) profileTests |= 1 << testBit.positionOnLand

  const judged = openProfile(profile, workspace)
  yield* runChecks(judged, circumstances.greyList?.get(profile.platform_number) ?? [], workspace)
  return { profile_failed_tests: profileTests, ...collect(judged) }
}

/** The same at once, for who has nobody to keep waiting: a benchmark. */
export function judgeProfile(profile: Profile, circumstances: Circumstances, workspace: Workspace): Verdict {
  return runAtOnce(judge(profile, circumstances, workspace))
}

function collect({ levels, parameters }: JudgedProfile): Pick<Verdict, 'outlier_tests' | 'verdicts'> {
  const verdicts: ParameterVerdict[] = []
  let ofLevels = none
  for (const { name, values, marks } of parameters) {
    let any = 0
    let worst = 0
    for (let level = 0; level < levels; level++) {
      any |= marks.failed[level]
      worst |= marks.flags[level]
    }
    if ((any | worst) === 0) continue
    const failed = marks.failed.slice(0, levels)
    verdicts.push({ parameter: name, failed_tests: failed, flags: flagsOf(values, marks, levels) })
    if ((any & ~sensorTests) === 0) continue
    if (ofLevels === none) ofLevels = new Int32Array(levels)
    for (let level = 0; level < levels; level++) ofLevels[level] |= failed[level] & ~sensorTests
  }
  return { outlier_tests: ofLevels, verdicts }
}

/** The working flags as a data centre writes them: a value of which no test has anything to say is good. */
function flagsOf(values: Float32Array, { flags }: Marks, levels: number): string {
  const characters = Buffer.allocUnsafe(levels)
  for (let level = 0; level < levels; level++) {
    characters[level] = Number.isNaN(values[level]) ? blank : zero + Math.max(1, flags[level])
  }
  return characters.toString('latin1')
}

const [zero, blank] = Buffer.from('0 ')
