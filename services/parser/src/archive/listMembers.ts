import type { MemberRejection } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import { yieldByTime } from '@floatchat/service/yieldByTime'
import { type Entry, getFileNameLowLevel, type ZipFile } from 'yauzl'
import type { WorkFolder } from '../staging/WorkFolder.ts'
import type { ArchiveLimits } from './ArchiveLimits.ts'
import { expandToFile } from './expandToFile.ts'
import { looksLikeData } from './looksLikeData.ts'
import type { Member } from './Member.ts'
import { memberProblem } from './MemberProblem.ts'
import { openZip } from './openZip.ts'
import { refusalOf } from './refusalOf.ts'

/** What a zip holds, by its directory alone. */
export interface Listing {
  readonly members: Member[]
  /** Files that are not NetCDF by name, and hidden ones. */
  ignored: number
  /** Those of them that look like data. */
  readonly passedOver: string[]
  /** Bytes of the members after expansion, of a `.gz` before it. */
  bytes: number
  /** Zips within the zip that cannot be read. */
  readonly rejected: MemberRejection[]
}

export interface ListingContext {
  readonly filename: string
  readonly limits: ArchiveLimits
  readonly folder: WorkFolder
  readonly signal: AbortSignal
  /** Closes the zips, and removes those that were within others, when the members have been read. */
  readonly resources: AsyncDisposableStack
}

/** Each has a file open. */
const mostZipsWithin = 100
/** From here on a zip as a whole must not expand beyond the ratio, where its members are harmless each by itself. */
const largeBytes = 1024 ** 3

/**
 * Lists the NetCDF members of a zip and holds what the directory says of them against the limits, before
 * a byte is expanded. Zips within it are listed as deep as the limits allow.
 *
 * @throws IngestionError BAD_ARCHIVE where the zip cannot be read or goes beyond the limits as a whole.
 */
export async function listMembers(path: string, context: ListingContext): Promise<Listing> {
  const lister = new Lister(context)
  try {
    await lister.list(path, '', 1)
  } catch (error) {
    context.signal.throwIfAborted()
    throw lister.badArchive(error)
  }
  return lister.listing
}

class Lister {
  readonly listing: Listing = { members: [], ignored: 0, passedOver: [], bytes: 0, rejected: [] }
  readonly #context: ListingContext
  #entries = 0
  #zipsWithin = 0

  constructor(context: ListingContext) {
    this.#context = context
  }

  async list(path: string, prefix: string, depth: number): Promise<void> {
    const { limits, signal, resources } = this.#context
    const { zip, size } = await openZip(path)
    resources.defer(() => zip.close())
    const breathe = yieldByTime()
    let compressed = 0
    let expanded = 0
    for await (const entry of zip.eachEntry()) {
      await breathe()
      signal.throwIfAborted()
      this.#entries += 1
      this.#within(this.#entries, limits.ARCHIVE_MAX_ENTRIES, 'members')
      const stored = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
      // It comes up in sentences and records, and PostgreSQL stores no NUL.
      const name = stored.replace(/\p{Cc}/gu, '_')
      const isZip = /\.zip$/i.test(name) && depth < limits.ARCHIVE_MAX_DEPTH
      if (/[/\\]$/.test(name)) continue
      if (isHidden(name) || !(isZip || /\.nc4?(\.gz)?$/i.test(name))) {
        this.listing.ignored += 1
        if (!isHidden(name) && looksLikeData(name)) this.listing.passedOver.push(prefix + name)
        continue
      }
      const refusal = refusalOf(name, entry, limits)
      if (refusal === undefined) {
        expanded += entry.uncompressedSize
        this.listing.bytes += entry.uncompressedSize
        this.#within(this.listing.bytes, limits.ARCHIVE_MAX_BYTES, 'bytes after expansion')
        compressed += entry.compressedSize
        // Members that share their bytes are the other kind of bomb.
        if (compressed > size) throw this.#bad('has members that overlap one another')
        if (expanded > Math.max(largeBytes, size * limits.ARCHIVE_MAX_RATIO))
          throw this.#bad(`expands to more than ${limits.ARCHIVE_MAX_RATIO} times its size`)
      }
      if (isZip) await this.#listWithin(zip, entry, prefix + name, refusal, depth)
      else {
        this.listing.members.push({ path: prefix + name, zip, entry, gzip: /\.gz$/i.test(name), refusal })
        this.#within(this.listing.members.length, limits.ARCHIVE_MAX_MEMBERS, 'NetCDF files')
      }
    }
  }

  badArchive(error: unknown): Error {
    // What yauzl says of a broken zip is the end of a sentence; the rest has been said already.
    return error instanceof Error && 'code' in error
      ? error
      : this.#bad(`cannot be read as a zip (${String(error)})`, error)
  }

  async #listWithin(
    zip: ZipFile,
    entry: Entry,
    path: string,
    refusal: string | undefined,
    depth: number,
  ): Promise<void> {
    const { folder, signal, resources } = this.#context
    this.#zipsWithin += 1
    this.#within(this.#zipsWithin, mostZipsWithin, 'zips within it')
    try {
      if (refusal !== undefined) throw memberProblem(path, refusal)
      const local = resources.use(folder.temporaryFile())
      await expandToFile(zip, entry, path, local.path, signal)
      await this.list(local.path, `${path}/`, depth + 1)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Error && 'code' in error && error.code === 'BAD_ARCHIVE') throw error
      this.listing.rejected.push({ member_path: path, reason: error instanceof Error ? error.message : String(error) })
    }
  }

  #within(count: number, most: number, of: string): void {
    if (count > most) throw this.#bad(`has more than ${most} ${of}, which is the most that is taken`)
  }

  #bad(what: string, cause?: unknown): Error {
    return permanent('BAD_ARCHIVE', `${this.#context.filename} ${what}.`, cause)
  }
}

function isHidden(path: string): boolean {
  const parts = path.split(/[/\\]/)
  return parts.includes('__MACOSX') || (parts.at(-1) ?? '').startsWith('.')
}
