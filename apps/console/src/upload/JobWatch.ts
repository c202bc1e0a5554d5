import { ApiProblem } from '../api/ApiProblem.ts'
import { followJob } from '../api/followJob.ts'
import { isOver, type Job, listJobs, readJob } from '../api/jobs.ts'

/** Is told of a job at every change; of undefined where there is no such job. */
type Told = (job: Job | undefined) => void

const pollMs = 1_000
// A browser keeps six connections to a host, for all its tabs: three send files, so the rest must not be held.
const readsATurn = 4

/**
 * Watches any number of jobs with one connection: a single one by its events, several by asking for the newest
 * jobs once a second, which costs the same for two and for a hundred.
 */
export class JobWatch {
  readonly #wanted = new Map<string, Told>()
  #running = false
  #alone: AbortController | undefined

  watch(id: string, told: Told): void {
    this.#wanted.set(id, told)
    this.#alone?.abort()
    if (!this.#running) void this.#run()
  }

  forget(id: string): void {
    this.#wanted.delete(id)
    this.#alone?.abort()
  }

  async #run(): Promise<void> {
    this.#running = true
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
    try {
      const { jobs } = await listJobs({ limit: 100, offset: 0 })
      for (const job of jobs) this.#tell(job.job_id, job)
      const listed = new Set(jobs.map(({ job_id }) => job_id))
      const older = [...this.#wanted.keys()].filter((id) => !listed.has(id)).slice(0, readsATurn)
      await Promise.all(older.map((id) => this.#read(id)))
    } catch {
      // An outage: the next turn asks again.
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }

  async #read(id: string): Promise<void> {
    try {
      const job = await readJob(id)
      const told = this.#wanted.get(id)
      // To the end of the line, so that each has its turn.
      if (told !== undefined) this.#wanted.delete(id)
      if (told !== undefined) this.#wanted.set(id, told)
      this.#tell(id, job)
    } catch (error) {
      this.#lost(id, error)
    }
  }

  #tell(id: string, job: Job): void {
    this.#wanted.get(id)?.(job)
    if (isOver(job)) this.#wanted.delete(id)
  }

  #lost(id: string, error: unknown): void {
    if (!(error instanceof ApiProblem) || error.mayPass) return
    this.#wanted.get(id)?.(undefined)
    this.#wanted.delete(id)
  }
}
