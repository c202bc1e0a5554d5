export interface Check {
  readonly name: string
  readonly result: 'passed' | 'failed' | 'left out'
  /** What was seen, or what was wrong. */
  readonly what: string
  readonly seconds: number
}

/** A check that cannot be made here, and why. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut'
}

/** Makes one check after another, and remembers what came of each. */
export class Checks {
  readonly made: Check[] = []

  /** @returns whether it passed. */
  async make(name: string, check: () => Promise<string>): Promise<boolean> {
    const began = performance.now()
    const note = (result: Check['result'], what: string) => {
      this.made.push({ name, result, what, seconds: (performance.now() - began) / 1000 })
      return result === 'passed'
    }
    try {
      return note('passed', await check())
    } catch (error) {
      const { message } = error as Error
      return note(error instanceof LeftOut ? 'left out' : 'failed', message)
    }
  }

  get failed(): number {
    return this.made.filter(({ result }) => result === 'failed').length
  }
}

/** @throws Error with the sentence where it is not so. */
export function must(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence)
}
