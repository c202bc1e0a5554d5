import type { FileStaged } from '@floatchat/contracts/generated/records'
import { type datasetsSummarized, filesStaged } from '@floatchat/contracts/topics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stage } from '../src/Stage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

/** Gathers files by their name's first letter; a name ending in '!' closes its group. */
function gatherer(taken: string[], closed: string[][], options: { rewindOnce?: string } = {}) {
  const groups = new Map<string, Set<string>>()
  let rewindOnce = options.rewindOnce
  const stage: Stage<typeof filesStaged, typeof datasetsSummarized> = {
    name: 'writer',
    consumes: filesStaged,
    produces: [],
    // biome-ignore lint/correctness/useYield: the test watches the offsets, not the outputs
    async *handle(message, context) {
      const { filename } = message.value as FileStaged
      const group = filename.charAt(0)
      taken.push(filename)
      context.hold(group, message)
      if (filename === rewindOnce) {
        rewindOnce = undefined
        context.rewind(group)
        return
      }
      const gathered = groups.get(group) ?? new Set()
      groups.set(group, gathered.add(filename))
      if (filename.endsWith('!')) {
        closed.push([...gathered])
        groups.delete(group)
        context.release(group)
      }
    },
    forget: () => groups.clear(),
  }
  return stage
}

describe('hold, release and rewind', () => {
  let harness: Awaited<ReturnType<typeof openHarness>>
  const stage = (names: string[]) => harness.stage(names.map((filename) => stagedFile({ filename })))
  beforeAll(async () => {
    harness = await openHarness('offsets')
  })
  afterAll(() => harness.close())

  it('commits up to the first message of an open group, and gives it all again to whoever comes next', async () => {
    const taken: string[] = []
    const closed: string[][] = []
    const first = await harness.run(gatherer(taken, closed))
    await stage(['a1', 'b1', 'a2', 'a!'])
    await eventually(() => closed.length === 1)
    await eventually(async () => (await harness.committed('writer', 'files.staged')) === 1)
    await first.stop()

    taken.length = 0
    const second = await harness.run(gatherer(taken, closed))
    await stage(['b!'])
    await eventually(() => closed.some((group) => group.includes('b!')))
    expect(taken).toEqual(['b1', 'a2', 'a!', 'b!'])
    expect(closed.at(-1)).toEqual(['b1', 'b!'])
    // 'a!' released its group again, so that nothing is held any more.
    await eventually(async () => (await harness.committed('writer', 'files.staged')) === 5)
    await second.stop()
  })

  it('reads again from the lowest offset that is held when one group is rewound', async () => {
    const taken: string[] = []
    const closed: string[][] = []
    const running = await harness.run(gatherer(taken, closed, { rewindOnce: 'd2' }))
    await stage(['c1', 'd1', 'd2', 'c!', 'd!'])
    await eventually(() => closed.length === 2)
    expect(taken).toEqual(['c1', 'd1', 'd2', 'c1', 'd1', 'd2', 'c!', 'd!'])
    expect(closed).toEqual([
      ['c1', 'c!'],
      ['d1', 'd2', 'd!'],
    ])
    await running.stop()
  })
})
