import type { FileStaged } from '@floatchat/contracts/generated/records'

/** Of all of them together. */
const mostBytes = 32 * 1024 * 1024
/** Where several instances share the work most come back to another one. */
const keptMs = 60_000

interface Kept {
  readonly sha256: string
  readonly bytes: Buffer
  readonly until: number
}

/**
 * Small members of zips that were stored moments ago: most come back as files of their own to the instance that expanded
 * them, which need not fetch them from the bucket. Each is given out once.
 */
export class AtHand {
  readonly #now: () => number
  /** By the key of the object, the oldest first. */
  readonly #kept = new Map<string, Kept>()
  #bytes = 0
  #timer: NodeJS.Timeout | undefined

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Keeps it as far as there is room: it is in the bucket anyway. */
  keep(key: string, sha256: string, bytes: Buffer): void {
    this.#remove(key)
    this.#forgetOld()
    if (this.#bytes + bytes.length > mostBytes) return
    this.#kept.set(key, { sha256, bytes, until: this.#now() + keptMs })
    this.#bytes += bytes.length
    this.#timer ??= setTimeout(() => this.#look(), keptMs).unref()
  }

  take({ object_key: key, sha256 }: Pick<FileStaged, 'object_key' | 'sha256'>): Buffer | undefined {
    const kept = this.#remove(key)
    return kept?.sha256 === sha256.toLowerCase() ? kept.bytes : undefined
  }

  #remove(key: string): Kept | undefined {
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    this.#kept.delete(key)
    this.#bytes -= kept.bytes.length
    return kept
  }

  #forgetOld(): void {
    for (const [key, { until }] of this.#kept) {
      if (until > this.#now()) return
      this.#remove(key)
    }
  }

  #look(): void {
    this.#forgetOld()
    this.#timer = this.#kept.size > 0 ? setTimeout(() => this.#look(), keptMs).unref() : undefined
  }
}
