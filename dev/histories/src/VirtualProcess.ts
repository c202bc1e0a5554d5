import type { Clock } from '@floatchat/service/Clock'
import type { Chance } from './Chance.ts'
import type { VirtualTime } from './VirtualTime.ts'

/** What a process takes the time from, and what ends or stops it: nothing of a killed one ever goes on. */
export class VirtualProcess implements Clock {
  readonly name: string
  readonly #time: VirtualTime
  readonly #chance: Chance
  #isAlive = true
  #thawsAt = 0
  /** What the machine's clock shows beside the time that has passed. */
  #wallOffset = Date.UTC(2026, 0, 1)

  constructor(name: string, time: VirtualTime, chance: Chance) {
    this.name = name
    this.#time = time
    this.#chance = chance
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  kill(): void {
    this.#isAlive = false
  }

  /** Nothing of it happens for so long, as after SIGSTOP. */
  freeze(ms: number): void {
    this.#thawsAt = Math.max(this.#thawsAt, this.#time.now + ms)
  }

  setClock(byMs: number): void {
    this.#wallOffset += byMs
  }

  monotonic(): number {
    return this.#time.now
  }

  wall(): number {
    return this.#time.now + this.#wallOffset
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const ended = () => {
        clear()
        reject(signal?.reason)
      }
      const clear = this.after(ms, () => {
        signal?.removeEventListener('abort', ended)
        resolve()
      })
      signal?.addEventListener('abort', ended, { once: true })
    })
  }

  turn(): Promise<void> {
    return new Promise((resolve) => this.after(0, resolve))
  }

  after(ms: number, call: () => void): () => void {
    let isOver = false
    const fire = () => {
      if (isOver || !this.#isAlive) return
      if (this.#thawsAt > this.#time.now) this.#time.at(this.#thawsAt, fire)
      else call()
    }
    const clear = this.#time.after(ms, fire)
    return () => {
      isOver = true
      clear()
    }
  }

  every(ms: number, call: () => void): () => void {
    let clear = () => {}
    const again = () => {
      clear = this.after(ms, () => {
        again()
        call()
      })
    }
    again()
    return () => clear()
  }

  jitter(): number {
    return this.#chance.next()
  }
}
