import { setImmediate } from 'node:timers/promises'
import type { Steps } from './Steps.ts'

/** After so long the event loop gets a turn: heartbeats, requests and the other partitions. */
const turnMs = 50

/**
 * Told the CPU time of each turn, milliseconds, and the bit of the check that is running, undefined at the end; throws
 * where it is too much.
 */
export type Spend = (ms: number, running: number | undefined) => void

/** Does long work in turns, with what else the process has to do in between. */
export class Turns {
  /** When the event loop had its last turn for certain, milliseconds of the monotonic clock. */
  #since = performance.now()

  /** @throws the signal's reason once it is aborted */
  async take<Result>(steps: Steps<Result>, signal: AbortSignal, spend: Spend): Promise<Result> {
    // Many short profiles in a row are long work as well.
    if (performance.now() - this.#since > turnMs) await this.#giveWay(signal)
    let started = performance.now()
    let cpu: NodeJS.CpuUsage | undefined
    for (;;) {
      const { done, value } = steps.next()
      const ms = performance.now() - started
      if (done) {
        spend(cpu === undefined ? ms : cpuSince(cpu), undefined)
        return value
      }
      if (ms < turnMs) continue
      // The first turn by the clock: to ask for the CPU time of every profile costs more than most of them have beyond it.
      spend(cpu === undefined ? ms : cpuSince(cpu), value)
      await this.#giveWay(signal)
      started = performance.now()
      cpu = process.threadCpuUsage()
    }
  }

  async #giveWay(signal: AbortSignal): Promise<void> {
    await setImmediate()
    this.#since = performance.now()
    signal.throwIfAborted()
  }
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
