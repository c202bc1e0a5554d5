import type { ProfileCleaned } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import { CopyRows } from '@floatchat/db/CopyRows'
import { type ProfileKey, profileKeyText } from '@floatchat/db/profiles/ProfileKey'
import { writeProfileFacts } from '@floatchat/db/profiles/profileRows'
import { writeProvenance } from '@floatchat/db/versions/provenanceRows'
import type { Version } from './compareVersions.ts'
import { isOnGlobe, isPositionInvalid } from './position.ts'
import { profileContents } from './profileContents.ts'
import { verdictSha256 } from './verdictSha256.ts'

/** A profile on its way into the database: what must be kept of it until its file is written. */
export interface IncomingProfile extends Version {
  readonly key: ProfileKey
  readonly keyText: string
  readonly number: number
  readonly outliers: number
  /** Bits of the failed tests of date and position. */
  readonly failedTests: number
  /** Its row of `profiles`, as far as the file decides it. */
  readonly facts: Buffer
  /** Its row of `profile_provenance`, as far as the file decides it; undefined where the file says nothing. */
  readonly provenance: Buffer | undefined
  /** Its levels, as long as they are in memory. */
  cleaned: ProfileCleaned | undefined
  /** The id that its levels were copied under. */
  profileId: number | undefined
}

const facts = new CopyRows(4_096)

/** What profiles.profile_index holds. A cycle has a handful of profiles; thousands are none of a float's. */
const greatestIndex = 32_767

/**
 * @param cleaned is kept, with its levels, until it is taken out of `cleaned`.
 * @throws IngestionError UNSUPPORTED_FILE for more profiles of one cycle than can be told apart.
 */
export function incomingProfile(cleaned: ProfileCleaned): IncomingProfile {
  const { profile } = cleaned
  const key: ProfileKey = {
    platformNumber: profile.platform_number,
    cycleNumber: profile.cycle_number,
    direction: profile.direction,
    sourceKind: profile.source_kind,
    profileIndex: profile.profile_index,
  }
  if (key.profileIndex > greatestIndex) {
    throw permanent(
      'UNSUPPORTED_FILE',
      `The file holds more than ${greatestIndex + 1} profiles of cycle ${key.cycleNumber} of float ${key.platformNumber}; ` +
        'profiles of one cycle are numbered up to that. Nothing of it was written: check CYCLE_NUMBER, or divide the file.',
    )
  }
  const verdict = verdictSha256(cleaned)
  facts.reset()
  const start = facts.size
  writeProfileFacts(facts, {
    profile,
    failedTests: cleaned.profile_failed_tests,
    onGlobe: isOnGlobe(profile),
    positionInvalid: isPositionInvalid(cleaned),
    verdictSha256: verdict,
    runId: cleaned.run_id,
  })
  const ownFacts = facts.sliceFrom(start)
  const factsEnd = facts.size
  if (profile.provenance !== null) writeProvenance(facts, profile.provenance)
  const provenance = profile.provenance === null ? undefined : facts.sliceFrom(factsEnd)
  return {
    key,
    number: cleaned.profile_number,
    keyText: profileKeyText(key),
    dataMode: profile.data_mode,
    dateUpdate: profile.date_update,
    ...profileContents(cleaned),
    failedTests: cleaned.profile_failed_tests,
    contentSha256: profile.content_sha256,
    verdictSha256: verdict,
    runId: cleaned.run_id,
    facts: ownFacts,
    provenance,
    cleaned,
    profileId: undefined,
  }
}
