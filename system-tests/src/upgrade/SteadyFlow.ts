import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import { eventually } from '../eventually.ts'
import { cycleRange, floatFile } from '../floatFile.ts'
import type { Job, System } from '../openSystem.ts'
import { uploadUntilTaken } from '../uploadUntilTaken.ts'
import { zipOf } from '../zipOf.ts'

export type FlowFile = { readonly name: string; readonly bytes: Buffer }

/** How many files may be under way at once. */
const atOnce = 6

/** Files that keep coming, a few at a time, until they are told to stop. */
export class SteadyFlow {
  /** What was sent. */
  readonly files: FlowFile[] = []
  readonly #ended: { readonly number: number; readonly job: Job; readonly at: number }[] = []
  readonly #seconds: number
  readonly #sending: Promise<unknown>
  #sent = 0
  #stopped = false

  /** `seconds` is how long a job may take while services are replaced. */
  constructor(system: System, seconds: number) {
    this.#seconds = seconds
    this.#sending = Promise.all(Array.from({ length: atOnce }, () => this.#send(system)))
    // It is seen by whoever waits for files to pass; until then it must not count as unhandled.
    this.#sending.catch(() => undefined)
  }

  /** Resolves when so many files have ended that were sent from now on. */
  async passes(files: number): Promise<void> {
    const from = this.#sent
    const passed = eventually(() => {
      const count = this.#ended.filter(({ number }) => number >= from).length
      if (count < files) throw new Error(`of ${files} files ${count} have ended`)
    }, this.#seconds)
    await Promise.race([passed, this.#sending])
  }

  /** Sends no more, and resolves with the jobs of all files when the last has ended. */
  async stop(): Promise<Job[]> {
    this.#stopped = true
    await this.#sending
    return this.#ended.map(({ job }) => job)
  }

  /** The longest time in which no file ended, seconds. */
  get longestStall(): number {
    const gaps = this.#ended.slice(1).map(({ at }, index) => at - (this.#ended[index]?.at ?? at))
    return Math.max(0, ...gaps) / 1000
  }

  async #send(system: System): Promise<void> {
    while (!this.#stopped) {
      const number = this.#sent++
      const file = await flowFile(number)
      this.files.push(file)
      const job = await follow(system, file, this.#seconds)
      this.#ended.push({ number, job, at: performance.now() })
    }
  }
}

/** Sends the files, a few at a time, and resolves with their jobs when all have ended. */
export function sendAll(system: System, files: readonly FlowFile[], seconds: number): Promise<Job[]> {
  const inTurn = limitConcurrency(atOnce)
  return Promise.all(files.map((file) => inTurn(() => follow(system, file, seconds))))
}

async function follow(system: System, file: FlowFile, seconds: number): Promise<Job> {
  const { job_id } = await uploadUntilTaken(system, file)
  return system.ended(job_id, seconds, 500)
}

/**
 * The file of a number: profiles one by one, every fifth time the delayed version of an earlier one, now and then many of a
 * float in one file, and a zip of more members than are on their way at once.
 */
async function flowFile(number: number): Promise<FlowFile> {
  const single = (cycle: number, dataMode: 'R' | 'D' = 'R') =>
    floatFile({ platform: '5900801', cycles: [cycle], levels: 150, dataMode })
  const many = String(5900810 + number)
  if (number % 20 === 3) return floatFile({ platform: many, cycles: cycleRange(1, 20), levels: 400 })
  if (number % 20 === 7) {
    const members = cycleRange(1, 25).map((cycle) => floatFile({ platform: many, cycles: [cycle], levels: 20 }))
    return { name: `${many}.zip`, bytes: await zipOf(members) }
  }
  return number % 5 === 4 ? single(number - 2, 'D') : single(number)
}
