import { batch } from '@preact/signals'
import { ApiProblem } from '../api/ApiProblem.ts'
import { followJob } from '../api/followJob.ts'
import { isOver, type Job, queryJobs } from '../api/jobs.ts'

/** Is told of a job at every change; of undefined where there is no such job. */
type Told = (job: Job | undefined) => void

const pollMs = 1_000
/** However long the answers take: most of the time is left to those who upload. */
const restForEach = 4
/** As many as the gateway answers for at once. */
const asked = 1_000
/** Of so many every change is shown; of the others when they have ended. */
const closely = 200

/**
 * Watches any number of jobs with one connection: a single one by its events, several by asking for all of them by
 * their ids, which brings thousands up to date in a few requests.
 */
export class JobWatch {
  readonly #wanted = new Map<string, Told>()
  /** Those of which something has been told. */
  readonly #known = new Set<string>()
  #running = false
  #alone: AbortController | undefined

  watch(id: string, told: Told): void {
    const others = this.#wanted.get(id)
    // The same bytes twice in one list are one job.
    const all: Told = (job) => {
      others?.(job)
      told(job)
    }
    this.#wanted.set(id, others === undefined ? told : all)
    this.#alone?.abort()
    if (!this.#running) void this.#run()
  }

  forget(id: string): void {
    this.#wanted.delete(id)
    this.#alone?.abort()
  }

  async #run(): Promise<void> {
    this.#running = true
    // Those that are restored together are asked for together.
    await Promise.resolve()
    try {
      while (this.#wanted.size > 0) {
        const [only] = this.#wanted.keys()
        if (this.#wanted.size === 1 && only !== undefined) await this.#follow(only)
        else await this.#poll()
      }
    } finally {
      this.#running = false
    }
  }

  async #follow(id: string): Promise<void> {
    const alone = new AbortController()
    this.#alone = alone
    try {
      for await (const job of followJob(id, alone.signal)) this.#tell(id, job)
      // Its events have ended, whether or not the last one said so.
      if (!alone.signal.aborted) this.#wanted.delete(id)
    } catch (error) {
      this.#lost(id, error)
    } finally {
      this.#alone = undefined
    }
  }

  async #poll(): Promise<void> {
    const ids = [...this.#wanted.keys()]
    const began = performance.now()
    const known = ids.filter((id) => this.#known.has(id))
    try {
      await this.#ask([...ids.filter((id) => !this.#known.has(id)), ...known.slice(0, closely)], false)
      await this.#ask(known.slice(closely), true)
    } catch {
      // An outage: the next turn asks again.
    }
    const took = performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, Math.max(pollMs, restForEach * took)))
  }

  async #ask(ids: readonly string[], endedOnly: boolean): Promise<void> {
    for (let from = 0; from < ids.length; from += asked) {
      const { jobs, unknown } = await queryJobs(ids.slice(from, from + asked), { endedOnly })
      batch(() => {
        for (const job of jobs) this.#tell(job.job_id, job)
        for (const id of unknown) {
          this.#wanted.get(id)?.(undefined)
          this.#wanted.delete(id)
        }
      })
    }
  }

  #tell(id: string, job: Job): void {
    this.#known.add(id)
    this.#wanted.get(id)?.(job)
    if (isOver(job)) this.#wanted.delete(id)
  }

  #lost(id: string, error: unknown): void {
    if (!(error instanceof ApiProblem) || error.mayPass) return
    this.#wanted.get(id)?.(undefined)
    this.#wanted.delete(id)
  }
}
