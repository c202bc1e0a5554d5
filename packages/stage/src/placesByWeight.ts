import type { Weight } from '@floatchat/contracts/topics'
import { limitConcurrency, type Turn } from '@floatchat/service/limitConcurrency'

/** Lets so many pieces of work run at the same time, and of that on heavy files one fewer: light ones find a place. */
export function placesByWeight(most: number) {
  const any = limitConcurrency(most)
  const heavy = limitConcurrency(Math.max(1, most - 1))
  return <Result>(weight: Weight, work: (turn: Turn) => Promise<Result>): Promise<Result> =>
    weight === 'heavy' ? heavy(() => any(work)) : any(work)
}
