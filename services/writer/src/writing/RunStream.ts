import { conflict } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { databaseError } from '@floatchat/db/databaseError'
import { findSha256, findWritten } from '@floatchat/db/datasets/findWritten'
import { OpenTransaction } from '@floatchat/db/OpenTransaction'
import type { ProfileLevels } from '@floatchat/db/profiles/measurementRows'
import type { RunIdentity } from '../runs/Message.ts'
import { isSame } from '../versions/compareVersions.ts'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'
import { resolveVersions } from '../versions/resolveVersions.ts'
import { copyLot, encodeLot, type Lot } from './copyProfileLevels.ts'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'
import { findKnown } from './findKnown.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { writeFiles } from './writeFiles.ts'

export interface StreamOptions {
  readonly database: Database
  readonly ids: ProfileIds
  readonly identity: RunIdentity
  /** After how long without anything to do the transaction is rolled back, milliseconds. */
  readonly idleMs: number
  /** It was rolled back for having nothing to do. */
  readonly onIdle: () => void
}

/**
 * A file too large for memory on its way into the database: a transaction of its own takes in the
 * levels while messages still come. Until `finish` it holds no lock that anybody could wait for: its
 * levels have ids that nobody else knows.
 *
 * The copying runs beside the gathering, one lot behind it; what goes wrong shows at the next call.
 */
export class RunStream {
  readonly #options: StreamOptions
  readonly #doing: string
  #transaction: OpenTransaction | undefined
  #work: Promise<void> = Promise.resolve()
  #lookedUp = false
  /** Of the file, where its dataset is known: a member of a zip has none before it was written. */
  #sha256: string | undefined
  #written = false
  #ended = false
  #idle: NodeJS.Timeout | undefined

  constructor(options: StreamOptions) {
    this.#options = options
    this.#doing = `Writing file ${options.identity.file_id}`
  }

  /**
   * Takes the levels of some profiles. Resolves when those before are in the database and these are
   * on their way. @throws IngestionError what went wrong with those before.
   */
  async copy(profiles: readonly IncomingProfile[]): Promise<void> {
    clearTimeout(this.#idle)
    // Looked up and encoded while the server still takes in the lot before.
    const lot = await this.#prepare(profiles).catch((error: unknown) => {
      throw databaseError(error, this.#doing)
    })
    await this.#settled()
    if (this.#ended) return
    if (lot === undefined) this.#waitForMore()
    else this.#work = this.#send(lot)
    // Awaited by the next call; until then its failure is not unhandled.
    this.#work.catch(() => {})
  }

  /** Decides under the locks which profiles stay, and commits. */
  async finish(file: FileToWrite): Promise<FileWritten> {
    await this.#settled()
    clearTimeout(this.#idle)
    // What was copied is gone: without its levels the file must not be written.
    if (this.#ended) throw conflict(`${this.#doing} was broken off: it has to be read again.`)
    const finishing = this.#finish(file)
    // Whoever abandons it meanwhile waits for the end: nothing may be done in a transaction rolled back under it.
    this.#work = finishing.then(() => undefined)
    try {
      return await finishing
    } catch (error) {
      throw databaseError(error, this.#doing)
    } finally {
      await this.abandon()
    }
  }

  async #finish(file: FileToWrite): Promise<FileWritten> {
    const transaction = await this.#begun()
    const [written] = await writeFiles(transaction.connection, this.#options.ids, [file])
    if (written === undefined) throw new Error('one file gives one result')
    // Of a file that was written before, what was copied here is not wanted.
    if (written.before) await transaction.rollback()
    else await transaction.commit()
    this.#transaction = undefined
    return written
  }

  /** Rolls back what there is. Never rejects; may be called again. */
  async abandon(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#idle)
    await this.#work.catch(() => {})
    await this.#rollback()
  }

  async #rollback(): Promise<void> {
    await this.#transaction?.rollback()
    this.#transaction = undefined
  }

  async #settled(): Promise<void> {
    try {
      await this.#work
    } catch (error) {
      throw databaseError(error, this.#doing)
    }
  }

  async #begun(): Promise<OpenTransaction> {
    this.#transaction ??= await OpenTransaction.begin(this.#options.database.pool)
    return this.#transaction
  }

  async #prepare(profiles: readonly IncomingProfile[]): Promise<Lot | undefined> {
    const { database, ids, identity } = this.#options
    if (!this.#lookedUp) {
      const before = (await findWritten(database.pool, [identity.file_id])).get(identity.file_id)
      this.#written = before !== undefined && before.runId >= identity.run_id
      this.#sha256 = await findSha256(database.pool, identity.file_id)
      this.#lookedUp = true
    }
    // A look without locks saves copying what will not stay; `finish` decides.
    const promising = this.#written ? [] : await this.#promising(profiles)
    const levels: ProfileLevels[] = []
    for (const [profile, profileId] of await ids.take(database.pool, promising)) {
      if (profile.cleaned !== undefined) levels.push({ profileId, cleaned: profile.cleaned })
      profile.profileId = profileId
    }
    const lot = levels.length === 0 ? undefined : encodeLot(levels)
    for (const profile of profiles) profile.cleaned = undefined
    return lot
  }

  /** Those that are not the same as what is there, and as far as can be told would be shown. */
  async #promising(profiles: readonly IncomingProfile[]): Promise<IncomingProfile[]> {
    const { database, identity } = this.#options
    const known = await findKnown(database.pool, [], profiles)
    if (this.#sha256 !== undefined) {
      const home = { isDeciding: true, isHeld: true, isActive: true, datasetId: undefined, former: [] }
      const file = { sha256: this.#sha256, fileId: identity.file_id, home, profiles }
      return resolveVersions([file], known).winners.map(({ levels }) => levels)
    }
    // What the same bytes were found to hold before would be taken for another file's, and might be better.
    return profiles.filter((profile) => {
      const incumbent = known.stored.get(profile.keyText)
      return incumbent === undefined || !isSame(incumbent, profile)
    })
  }

  async #send(lot: Lot): Promise<void> {
    const { connection } = await this.#begun()
    await copyLot(connection, lot)
    this.#waitForMore()
  }

  #waitForMore(): void {
    clearTimeout(this.#idle)
    if (!this.#ended) this.#idle = setTimeout(() => void this.#lapse(), this.#options.idleMs)
  }

  async #lapse(): Promise<void> {
    if (this.#ended) return
    this.#options.onIdle()
    await this.abandon()
  }
}
