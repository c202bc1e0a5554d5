/** A piece of work's place among those that run at the same time. */
export interface Turn {
  /** Gives the place to another while it waits, and takes one again before it goes on. */
  away<Result>(waiting: () => Promise<Result>): Promise<Result>
}

/** Of work that takes nobody's place. */
export const noTurn: Turn = { away: (waiting) => waiting() }

/** Lets so many pieces of work run at the same time; the others wait for their turn, in order. */
export function limitConcurrency(most: number): <Result>(work: (turn: Turn) => Promise<Result>) => Promise<Result> {
  let free = most
  const waiting: (() => void)[] = []
  const turn: Turn = {
    async away(wait) {
      leave()
      try {
        return await wait()
      } finally {
        await enter()
      }
    },
  }

  return async (work) => {
    await enter()
    try {
      return await work(turn)
    } finally {
      leave()
    }
  }

  async function enter(): Promise<void> {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
}
