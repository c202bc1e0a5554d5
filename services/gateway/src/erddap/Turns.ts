import { HttpProblem } from '../http/HttpProblem.ts'

/** Some at once; others wait in their order, not for ever. Clients of ERDDAP ask for several parts of a whole side by side. */
export class Turns {
  readonly #most: number
  readonly #patienceMs: number
  #underWay = 0
  readonly #waiting: (() => void)[] = []

  constructor(most: number, patienceMs: number) {
    this.#most = most
    this.#patienceMs = patienceMs
  }

  /**
   * @returns what gives the turn back; once.
   * @throws HttpProblem 503 where it takes too long.
   */
  async take(): Promise<() => void> {
    if (this.#underWay >= this.#most) await this.#wait()
    else this.#underWay += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const next = this.#waiting.shift()
      // The place goes to whoever is next, or is free.
      if (next === undefined) this.#underWay -= 1
      else next()
    }
  }

  async #wait(): Promise<void> {
    const turn = Promise.withResolvers<void>()
    this.#waiting.push(turn.resolve)
    const timer = setTimeout(() => {
      const place = this.#waiting.indexOf(turn.resolve)
      if (place >= 0) this.#waiting.splice(place, 1)
      const refusal = `${this.#most} queries are under way, which is the most at once: try again.`
      turn.reject(new HttpProblem(503, refusal, { 'retry-after': '5' }))
    }, this.#patienceMs)
    try {
      await turn.promise
    } finally {
      clearTimeout(timer)
    }
  }
}
