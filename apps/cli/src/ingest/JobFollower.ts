import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { askPatiently } from './askGateway.ts'
import { type Job, job } from './Job.ts'
import type { Gateway } from './uploadFile.ts'

// A small file is through in a quarter of a second, a large one takes minutes: ask often at first.
const [firstMs, longestMs] = [40, 1_000]
// Many are asked for together, and it is enough to hear of each within half a second.
const manyMs = 500
/** Of so few each is asked how far it is; of more only which have ended. */
const few = 20
/** What one request takes. */
const most = 1_000
const answer = z.object({ jobs: z.array(job), unknown: z.array(z.string()) })

interface Followed {
  readonly seen: (job: Job) => void
  readonly resolve: (job: Job) => void
  readonly reject: (error: Error) => void
}

/** Follows any number of jobs in few requests, apart from the uploads that begin them. */
export class JobFollower {
  readonly #gateway: Gateway
  readonly #signal: AbortSignal | undefined
  readonly #jobs = new Map<string, Followed>()
  #delay = firstMs
  #running = false

  constructor(gateway: Gateway, signal?: AbortSignal) {
    this.#gateway = gateway
    this.#signal = signal
    signal?.addEventListener('abort', () => this.#giveUp(new Error('Not followed any longer; the job goes on.')))
  }

  /**
   * Resolves to the job when it has ended.
   *
   * @throws Error where the gateway stays away, or does not know the job.
   */
  async follow(jobId: string, seen: (job: Job) => void): Promise<Job> {
    return new Promise((resolve, reject) => {
      this.#jobs.set(jobId, { seen, resolve, reject })
      this.#delay = firstMs
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      while (this.#jobs.size > 0) {
        await sleep(this.#jobs.size > few ? Math.max(manyMs, this.#delay) : this.#delay)
        this.#delay = Math.min(this.#delay * 1.3, longestMs)
        await this.#askForAll()
      }
    } catch (error) {
      this.#giveUp(error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.#running = false
    }
  }

  async #askForAll(): Promise<void> {
    const ids = [...this.#jobs.keys()]
    for (let at = 0; at < ids.length; at += most) {
      const body = { job_ids: ids.slice(at, at + most), ended_only: ids.length > few }
      const question = { path: '/api/v1/datasets/jobs/query', body }
      const { jobs, unknown } = await askPatiently(this.#gateway, question, answer, this.#signal)
      for (const news of jobs) this.#tell(news)
      for (const id of unknown) {
        this.#jobs.get(id)?.reject(new Error(`There is no job ${id} any more.`))
        this.#jobs.delete(id)
      }
    }
  }

  #tell(news: Job): void {
    const followed = this.#jobs.get(news.job_id)
    followed?.seen(news)
    if (news.status !== 'succeeded' && news.status !== 'failed') return
    this.#jobs.delete(news.job_id)
    followed?.resolve(news)
  }

  #giveUp(error: Error): void {
    for (const { reject } of this.#jobs.values()) reject(error)
    this.#jobs.clear()
  }
}
