import { setImmediate } from 'node:timers/promises'

/**
 * Does together what several ask for at about the same time: all that is asked for within one turn of the event
 * loop, and all that is asked for while the work before is under way. Everybody gets what became of it all.
 *
 * A small file costs little more than its share of requests, transactions and commits; alone it waits for nobody.
 *
 * @param work is given the items in the order in which they were asked for, never two lots at once.
 * @param pause waited for before each lot, for more to come; the next turn of the event loop by default.
 */
export function gathered<Item, Result>(
  work: (items: readonly Item[]) => Promise<Result>,
  pause: () => Promise<unknown> = () => setImmediate(),
): (items: readonly Item[]) => Promise<Result> {
  let next: { items: Item[]; done: Promise<Result> } | undefined
  let last: Promise<unknown> = Promise.resolve()

  return (items) => {
    if (next === undefined) {
      const lot = { items: [] as Item[], done: run(last) }
      next = lot
      last = lot.done.catch(() => undefined)
    }
    next.items.push(...items)
    return next.done
  }

  async function run(before: Promise<unknown>): Promise<Result> {
    await Promise.all([before, pause()])
    const { items } = next as { items: Item[] } // It is this lot: nobody takes it away before.
    next = undefined
    return work(items)
  }
}
