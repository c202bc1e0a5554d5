import { setImmediate as turnOfTheRealLoop } from 'node:timers/promises'

interface Event {
  readonly at: number
  /** Of events of the same time the earlier made goes first. */
  readonly order: number
  run: (() => void) | undefined
}

/** Far more than any history has that comes to an end: some thousands. */
const mostEvents = 300_000

/** Time that goes from one event to the next as soon as nothing is left to do now. Milliseconds. */
export class VirtualTime {
  readonly #heap: Event[] = []
  #now = 0
  #made = 0

  get now(): number {
    return this.#now
  }

  /** @returns what takes the event back. */
  at(time: number, run: () => void): () => void {
    const event: Event = { at: Math.max(time, this.#now), order: this.#made++, run }
    this.#push(event)
    return () => {
      event.run = undefined
    }
  }

  after(ms: number, run: () => void): () => void {
    return this.at(this.#now + ms, run)
  }

  /**
   * Lets time go on until something is so.
   *
   * @throws Error where that has not come about by `limit`.
   */
  async until(done: () => boolean, limit: number): Promise<void> {
    for (let events = 0; ; events += 1) {
      // What the last event set going has come to rest: nothing here waits for anything outside the process.
      await turnOfTheRealLoop()
      if (done()) return
      if (events > mostEvents) throw new Error(`it goes round in circles at ${Math.round(this.#now)} ms`)
      const event = this.#pop()
      if (event === undefined) throw new Error(`nothing is left to happen at ${Math.round(this.#now)} ms`)
      if (event.at > limit) throw new Error(`it has not come about by ${limit} ms`)
      this.#now = event.at
      event.run?.()
    }
  }

  #push(event: Event): void {
    const heap = this.#heap
    let index = heap.push(event) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(event, heap[parent] as Event)) break
      heap[index] = heap[parent] as Event
      index = parent
    }
    heap[index] = event
  }

  #pop(): Event | undefined {
    const heap = this.#heap
    for (;;) {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined) return undefined
      if (heap.length > 0) this.#sink(last)
      // One that was taken back does not move time.
      if (first.run !== undefined) return first
    }
  }

  #sink(event: Event): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1
      if (!isBefore(heap[child] as Event, event)) break
      heap[index] = heap[child] as Event
      index = child
    }
    heap[index] = event
  }
}

const isBefore = (one: Event, other: Event) => one.at < other.at || (one.at === other.at && one.order < other.order)
