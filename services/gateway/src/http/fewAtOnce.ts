import { HttpProblem } from './HttpProblem.ts'

/**
 * Answers that hold a connection to the database while they are sent: of each kind fewer at once than there are, since
 * uploads need some.
 *
 * @param refusal what is said to one too many
 */
export function fewAtOnce(most: number, refusal: string) {
  let underWay = 0
  return {
    /** @throws HttpProblem 503 where as many are under way as may be. */
    demandPlace(): void {
      if (underWay >= most) throw new HttpProblem(503, refusal, { 'retry-after': '2' })
    },
    /** The parts of an answer, which is under way until they end. */
    async *counted<Part>(parts: AsyncGenerator<Part, void>): AsyncGenerator<Part, void> {
      underWay += 1
      try {
        yield* parts
      } finally {
        underWay -= 1
      }
    },
  }
}
