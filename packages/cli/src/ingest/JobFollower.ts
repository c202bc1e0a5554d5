import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { askGateway, type Unanswered } from './askGateway.ts'
import { type Job, job } from './Job.ts'
import type { Gateway } from './uploadFile.ts'

// A small file is through in a quarter of a second, a large one takes minutes: ask often at first.
const [firstMs, longestMs] = [40, 1_000]
// Many jobs are asked for together, but the gateway counts requests.
const severalMs = 250
/** The gateway may be restarted meanwhile: the job goes on without it. */
const patienceMs = 120_000
const list = z.object({ jobs: z.array(job) })

interface Followed {
  readonly seen: (job: Job) => void
  readonly resolve: (job: Job) => void
  readonly reject: (error: Error) => void
}

/** Asks for all jobs under way, in one request where they are several. */
export class JobFollower {
  readonly #gateway: Gateway
  readonly #jobs = new Map<string, Followed>()
  #delay = firstMs
  #running = false

  constructor(gateway: Gateway, signal?: AbortSignal) {
    this.#gateway = gateway
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
    let answeredAt = performance.now()
    while (this.#jobs.size > 0) {
      await sleep(this.#jobs.size > 1 ? Math.max(severalMs, this.#delay) : this.#delay)
      this.#delay = Math.min(this.#delay * 1.3, longestMs)
      const away = await this.#ask().catch((error: unknown) => {
        this.#giveUp(error instanceof Error ? error : new Error(String(error)))
        return undefined
      })
      if (away === undefined) answeredAt = performance.now()
      else if (performance.now() - answeredAt > patienceMs) {
        this.#giveUp(new Error(`The gateway has not answered for ${patienceMs / 1000} s (${away}).`))
      }
    }
    this.#running = false
  }

  /** Returns why there was no answer, where there was none. */
  async #ask(): Promise<string | undefined> {
    const missing = new Set(this.#jobs.keys())
    if (missing.size > 1) {
      const answer = await askGateway(this.#gateway, '/api/v1/datasets/jobs?limit=100', list)
      if ('jobs' in answer) for (const found of answer.jobs) if (missing.delete(found.job_id)) this.#tell(found)
      if ('away' in answer) return answer.away
    }
    // The only one, or one that a hundred newer jobs have pushed from the list.
    const [jobId] = missing
    if (jobId === undefined) return undefined
    const answer: Job | Unanswered = await askGateway(this.#gateway, `/api/v1/datasets/jobs/${jobId}`, job)
    if ('away' in answer) return answer.away
    if ('refused' in answer) this.#jobs.get(jobId)?.reject(new Error(answer.refused))
    else return this.#tell(answer)
    this.#jobs.delete(jobId)
    return undefined
  }

  #tell(news: Job): undefined {
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
