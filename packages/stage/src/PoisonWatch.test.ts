import type { RawMessage } from '@floatchat/kafka/deadLetter'
import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import { noMark, parseMark } from '@floatchat/kafka/PoisonMark'
import { createLogger } from '@floatchat/service/logger'
import { expect, test } from 'vitest'
import { PoisonWatch } from './PoisonWatch.ts'

const partition = 3
const first = 40n
const message = { topic: 't', partition, offset: first } as RawMessage

/** A watch over a partition whose marks are kept where the broker would keep them. */
function watched() {
  let kept = noMark
  const batch = {
    partition,
    mark: async (_: bigint, text: string) => {
      kept = parseMark(text)
    },
  } as PartitionBatch
  const watch = new PoisonWatch({
    tries: 3,
    committed: () => first,
    isLost: () => false,
    log: createLogger('test', 'silent'),
  })
  return {
    watch,
    /** The group is joined, and the partition is this process's again. */
    async join(wasAwake: boolean) {
      watch.clear(wasAwake)
      watch.startBatch(batch)
      await watch.startPartition(batch, first, kept)
    },
  }
}

test('a process that was at work all the time and has joined again has not ended by a message', async () => {
  const { watch, join } = watched()
  await join(false)
  for (let again = 0; again < 5; again += 1) {
    await join(true)
    expect(watch.isSuspicious(message)).toBe(false)
  }
})

test('one that stood still for as long as a session may have done so by the message', async () => {
  const { watch, join } = watched()
  await join(false)
  await join(false)
  expect(watch.isSuspicious(message)).toBe(true)
})
