import type { FileCleaned, ProfileCleaned, ProfileRejected, Rejection } from '@floatchat/contracts/generated/records'
import type { IngestionError } from '@floatchat/contracts/IngestionError'
import { claimOfMetadata, claimOfProfile, type FloatClaim } from '../floats/FloatClaim.ts'
import { mergeClaims } from '../floats/mergeClaims.ts'
import { FileStatistics } from '../statistics/FileStatistics.ts'
import { type IncomingProfile, incomingProfile } from '../versions/IncomingProfile.ts'
import type { FileToWrite } from '../writing/FileToWrite.ts'
import type { RunStream } from '../writing/RunStream.ts'
import type { ClosingMessage, RunIdentity } from './Message.ts'
import { profileBytes } from './profileBytes.ts'

/**
 * What has been gathered of one run over one file. Its levels are in memory, or on their way into a transaction of its
 * own (`stream`). Without either it is `isLetGo`, and read again once it is whole, or has a `refusal`, and what still
 * comes of it is passed over, but counted.
 */
export class FileRun {
  readonly identity: RunIdentity
  stream: RunStream | undefined
  refusal: IngestionError | undefined
  isLetGo = false
  closing: ClosingMessage | undefined
  /** What is to be written together with others. */
  file: FileToWrite | undefined
  /** When the last message of it was produced, milliseconds since 1970. */
  lastTimestamp = 0
  /** When its first message came, milliseconds since 1970-01-01T00:00Z. */
  readonly #beganAt = Date.now()
  /** When that message came, by the process's own clock, milliseconds. */
  seenAt = performance.now()
  /** Offsets of the first and the last message of it that have come. */
  readonly firstOffset: bigint
  lastOffset: bigint
  readonly #received = new Set<number>()
  readonly #profiles: IncomingProfile[] = []
  readonly #rejected: Rejection[] = []
  readonly #statistics = new FileStatistics()
  readonly #claims = new Map<string, FloatClaim>()
  #inMemory: IncomingProfile[] = []
  #bytes = 0

  constructor(identity: RunIdentity, firstOffset: bigint) {
    this.identity = identity
    this.firstOffset = firstOffset
    this.lastOffset = firstOffset
  }

  /** Bytes of levels that it holds in memory. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many different profiles have come, rejected ones included. */
  get received(): number {
    return this.#received.size
  }

  addProfile(cleaned: ProfileCleaned): void {
    if (this.#received.has(cleaned.profile_number)) return
    // What may throw comes first, and the mark last: what was broken off is done again from the start.
    const profile = incomingProfile(cleaned)
    const bytes = profileBytes(cleaned)
    this.#addClaim(claimOfProfile(cleaned.profile))
    this.#statistics.add(cleaned, profile)
    this.#profiles.push(profile)
    this.#inMemory.push(profile)
    this.#bytes += bytes
    this.#received.add(cleaned.profile_number)
  }

  addRejection({ rejection }: ProfileRejected): void {
    if (this.#received.has(rejection.profile_number)) return
    this.#rejected.push(rejection)
    this.#received.add(rejection.profile_number)
  }

  /** Counts a profile of a run that was let go of, so that its end can tell whether reading it again would help. */
  passOver(number: number): void {
    this.#received.add(number)
  }

  /** Hands out the profiles that are in memory and not yet on their way to the database. */
  takeInMemory(): IncomingProfile[] {
    const taken = this.#inMemory
    this.#inMemory = []
    this.#bytes = 0
    return taken
  }

  /** Lets go of everything gathered: it has to be read again, or never will be written. */
  async letGo(refusal?: IngestionError): Promise<void> {
    this.isLetGo = true
    this.refusal = refusal
    this.takeInMemory()
    this.#profiles.length = 0
    this.#claims.clear()
    await this.stream?.abandon()
  }

  /**
   * Why the run, now closed, cannot be written as it is: a sentence that names what is missing.
   * Undefined where it is complete.
   */
  gap({ parsed, profiles_cleaned }: FileCleaned): string | undefined {
    const expected = parsed.profiles_parsed
    if (this.received === profiles_cleaned && profiles_cleaned === expected) return undefined
    const rejected = new Set(parsed.rejected.map((one) => one.profile_number))
    const missing: number[] = []
    for (let number = 0; number < parsed.profiles_total; number += 1) {
      if (!rejected.has(number) && !this.#received.has(number)) missing.push(number)
    }
    const names = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ' and others' : '')
    return (
      `Of '${parsed.file.filename}' ${expected} profiles were read, ${profiles_cleaned} judged and ${this.received} have arrived` +
      `${missing.length > 0 ? `; missing: profile ${names}` : ''}. Nothing of it was written: retry the job.`
    )
  }

  /** Whether the file, whole as it is, has nothing for the database. */
  hasNothing({ parsed }: FileCleaned): boolean {
    return this.#profiles.length === 0 && parsed.float_metadata === null
  }

  /** The file as it is to be written: the run, now closed, is whole. */
  complete(closing: FileCleaned): FileToWrite {
    const { float_metadata: metadata, rejected } = closing.parsed
    if (metadata !== null) {
      this.#addClaim(claimOfMetadata(metadata))
      this.#statistics.addFloat(metadata.platform_number)
    }
    return {
      closing,
      fileId: closing.parsed.file.file_id,
      sha256: closing.parsed.file.sha256,
      bytes: this.#bytes,
      beganAt: this.#beganAt,
      // Its own: while it is written the partition may be taken away, and the run forgotten.
      profiles: [...this.#profiles],
      claims: new Map(this.#claims),
      statistics: this.#statistics.facts(),
      rejected: [...rejected, ...this.#rejected].sort((a, b) => a.profile_number - b.profile_number),
    }
  }

  #addClaim(claim: FloatClaim): void {
    this.#claims.set(claim.platformNumber, mergeClaims(this.#claims.get(claim.platformNumber), claim))
  }
}
