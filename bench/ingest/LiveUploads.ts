import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { JobFollower } from '@floatchat/cli/ingest/JobFollower'
import { sendFile } from '@floatchat/cli/ingest/sendFile'
import type { Gateway } from '@floatchat/cli/ingest/uploadFile'

export interface Beside {
  /** How long the work took. */
  readonly seconds: number
  /** Of each single file from its first byte to succeeded, seconds, the shortest first. */
  readonly singles: readonly number[]
}

/** A person who sends a small file every second while something else goes on. */
export class LiveUploads {
  readonly #gateway: Gateway
  readonly #next: () => string
  readonly #follower: JobFollower

  /** @param next makes another file, and gives its path */
  constructor(gateway: Gateway, next: () => string) {
    this.#gateway = gateway
    this.#next = next
    this.#follower = new JobFollower(gateway)
  }

  /** @param withSingles without them the work is alone. */
  async beside(work: () => Promise<void>, withSingles = true): Promise<Beside> {
    const began = performance.now()
    let over = false
    const working = work().finally(() => {
      over = true
    })
    const singles: Promise<number>[] = []
    while (!over) {
      await Promise.race([working, sleep(1_000)])
      if (withSingles && !over) singles.push(this.ended(this.#next()))
    }
    await working
    const seconds = (performance.now() - began) / 1000
    return { seconds, singles: (await Promise.all(singles)).sort((a, b) => a - b) }
  }

  /** Sends a file and waits for its end, as the command does. */
  async ended(path: string): Promise<number> {
    const began = performance.now()
    const answer = await sendFile(this.#gateway, { path, sizeBytes: (await stat(path)).size }, {})
    if (!('jobId' in answer)) throw new Error(answer.refused)
    const job = await this.#follower.follow(answer.jobId, () => {})
    if (job.status !== 'succeeded') throw new Error(job.error_log ?? 'it failed')
    return (performance.now() - began) / 1000
  }
}

/** The time within which such a share of them was done, as text. */
export function within(singles: readonly number[], share: number): string {
  return singles[Math.min(singles.length - 1, Math.floor(share * singles.length))]?.toFixed(2) ?? '–'
}
