import type { Weight } from '@floatchat/contracts/topics'
import { limitConcurrency, type Turn } from '@floatchat/service/limitConcurrency'

/**
 * Lets so many pieces of work run at the same time, and of that on heavy files one fewer: light ones find a place. A
 * piece that waits has neither place.
 */
export function placesByWeight(most: number) {
  const any = limitConcurrency(most)
  const heavy = limitConcurrency(Math.max(1, most - 1))
  return <Result>(weight: Weight, work: (turn: Turn) => Promise<Result>): Promise<Result> =>
    weight === 'heavy' ? heavy((outer) => any((inner) => work(bothAway(outer, inner)))) : any(work)
}

/** Takes the places again in the order in which they were taken first: in another, two could wait for each other. */
function bothAway(outer: Turn, inner: Turn): Turn {
  return { away: (waiting) => inner.away(() => outer.away(waiting)) }
}
