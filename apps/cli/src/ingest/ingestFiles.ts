import type { GivenFile } from './filesBelow.ts'
import { type IngestResult, resultOfJob, resultOfKnown, resultWithout } from './IngestResult.ts'
import { JobFollower } from './JobFollower.ts'
import { type LookedUp, lookedUp, unasked } from './lookedUp.ts'
import { progressBar } from './progressBar.ts'
import { sendFile } from './sendFile.ts'
import type { Gateway } from './uploadFile.ts'

export interface IngestOptions {
  readonly datasetName?: string | undefined
  /** Sends also what is held already. */
  readonly force?: boolean | undefined
  /** Uploads under way at once. They share one disk and one gateway; a few hide the waiting. */
  readonly atOnce?: number
  /** Is told each result as it comes, in the order of their ends. */
  readonly ended?: (result: IngestResult) => void
  /** Breaks uploads off, takes no new file, and follows none any longer. */
  readonly signal?: AbortSignal | undefined
}

export interface Ingested {
  /** Of the files that have ended, in the order of the files. */
  readonly results: readonly IngestResult[]
  /** Files that were sent and have not ended, where it was stopped. */
  readonly onTheirWay: number
  readonly unsent: number
  readonly seconds: number
}

/** Of more files than these those of other people go first. */
const mostLive = 20

/**
 * Ingests files: a few connections are kept busy with uploads, and the jobs are followed apart from them. Files whose
 * bytes are held already are not sent. With a progress bar on a terminal.
 *
 * @throws Error where the gateway stays away or does not take the token.
 */
export async function ingestFiles(
  gateway: Gateway,
  files: readonly GivenFile[],
  options: IngestOptions = {},
): Promise<Ingested> {
  const failed = new AbortController()
  const signal = AbortSignal.any([failed.signal, ...(options.signal === undefined ? [] : [options.signal])])
  const run = new Ingestion(gateway, files, { ...options, signal })
  try {
    return await run.finished()
  } catch (error) {
    failed.abort()
    throw error
  }
}

class Ingestion {
  readonly #gateway: Gateway
  readonly #files: readonly GivenFile[]
  readonly #options: IngestOptions & { readonly signal: AbortSignal }
  readonly #bar
  readonly #follower: JobFollower
  readonly #queue: AsyncGenerator<LookedUp, void>
  readonly #results: IngestResult[] = []
  /** What becomes of bytes that are sent in this run, by their digest. */
  readonly #sent = new Map<string, Promise<IngestResult | undefined>>()
  readonly #following: Promise<unknown>[] = []
  #onTheirWay = 0
  readonly #began = performance.now()

  constructor(
    gateway: Gateway,
    files: readonly GivenFile[],
    options: IngestOptions & { readonly signal: AbortSignal },
  ) {
    this.#gateway = gateway
    this.#files = files
    this.#options = options
    this.#bar = progressBar(files.length)
    this.#follower = new JobFollower(gateway, options.signal)
    this.#queue = options.force ? unasked(files) : lookedUp(gateway, files, options.signal)
  }

  async finished(): Promise<Ingested> {
    const { atOnce = 8 } = this.#options
    try {
      await Promise.all(Array.from({ length: Math.min(atOnce, this.#files.length) }, () => this.#work()))
      await Promise.all(this.#following)
    } finally {
      this.#bar.clear()
    }
    const results = this.#results.filter((result) => result !== undefined)
    const unsent = this.#files.length - results.length - this.#onTheirWay
    return { results, onTheirWay: this.#onTheirWay, unsent, seconds: this.#secondsSince(this.#began) }
  }

  async #work(): Promise<void> {
    const { signal } = this.#options
    for (;;) {
      // Not `for await`, which would end the queue for all where one of them stops.
      const next = await this.#queue.next().catch((error: unknown) => {
        if (this.#stopped()) return { done: true as const }
        throw error
      })
      if (next.done === true || signal.aborted) return
      await this.#take(next.value)
    }
  }

  /** Whether somebody asked for it, rather than that something failed. */
  #stopped(): boolean {
    return this.#options.signal.aborted
  }

  /** Returns when the next file may be taken: when this one has been sent, or need not be. */
  async #take(file: LookedUp): Promise<void> {
    const { path, index, digest, known } = file
    if (known !== undefined) {
      if (known.status === 'succeeded' || known.status === 'failed') this.#end(index, resultOfKnown(path, known))
      else this.#following.push(this.#follow(file, known.job_id, false, performance.now()))
      return
    }
    const twin = digest === undefined || this.#options.force ? undefined : this.#sent.get(digest)
    if (twin !== undefined) {
      const asTwin = twin.then((result) => result && this.#end(index, { ...result, file: path, sent: false }))
      this.#following.push(asTwin)
      return
    }
    const outcome = Promise.withResolvers<IngestResult | undefined>()
    if (digest !== undefined) this.#sent.set(digest, outcome.promise)
    const began = performance.now()
    const jobId = await this.#send(file, began)
    if (typeof jobId === 'string') {
      const followed = this.#follow(file, jobId, true, began)
      this.#following.push(followed)
      outcome.resolve(followed)
    } else outcome.resolve(jobId)
  }

  /** The file's job; else its result, or undefined where it was stopped. */
  async #send({ path, sizeBytes, digest, index }: LookedUp, began: number): Promise<string | IngestResult | undefined> {
    const { datasetName, signal } = this.#options
    const lane = this.#files.length > mostLive ? 'bulk' : 'live'
    const sent = (bytes: number) =>
      this.#bar.show({ file: path, phase: 'uploading', percent: (100 * bytes) / Math.max(1, sizeBytes) })
    try {
      const answer = await sendFile(this.#gateway, { path, sizeBytes, digest }, { datasetName, lane, sent, signal })
      if ('jobId' in answer) return answer.jobId
      return this.#end(index, resultWithout(path, null, answer.refused, this.#secondsSince(began)))
    } catch (error) {
      if (this.#stopped()) return undefined
      return this.#end(index, resultWithout(path, null, messageOf(error), this.#secondsSince(began)))
    }
  }

  async #follow({ path, index }: LookedUp, jobId: string, sent: boolean, began: number) {
    try {
      this.#bar.show({ file: path, phase: 'pending', percent: 0 })
      const job = await this.#follower.follow(jobId, ({ status, progress_pct: percent }) => {
        if (status === 'pending' || status === 'running') this.#bar.show({ file: path, phase: status, percent })
      })
      return this.#end(index, resultOfJob(path, job, sent, this.#secondsSince(began)))
    } catch (error) {
      if (this.#stopped()) {
        this.#onTheirWay += 1
        return undefined
      }
      return this.#end(index, resultWithout(path, jobId, messageOf(error), this.#secondsSince(began)))
    }
  }

  #end(index: number, result: IngestResult): IngestResult {
    this.#results[index] = result
    this.#bar.ended(result.file)
    if (this.#options.ended !== undefined) {
      this.#bar.clear()
      this.#options.ended(result)
    }
    return result
  }

  #secondsSince(began: number): number {
    return Math.round(performance.now() - began) / 1000
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'ECONNREFUSED' ? 'The gateway cannot be reached any more.' : error.message
}
