import { type Clock, systemClock } from '@floatchat/service/Clock'
import { gathered } from '@floatchat/service/gathered'
import { OutputBuffer } from './OutputBuffer.ts'
import type { EncodedMessage, StageProducer } from './openProducer.ts'
import { valueBytes } from './valueBytes.ts'

/** Values of less than this, bytes together, wait for those of other partitions. */
const fewBytes = 1 << 18

/**
 * The producer, with what several partitions have to send at about the same time in one request. Each caller waits
 * for its messages before it sends more, so the order within a partition is kept.
 *
 * @param maxBytes of a request, as of an `OutputBuffer`.
 */
export function gatherSends(producer: StageProducer, maxBytes: number, clock: Clock = systemClock): StageProducer {
  const together = gathered(
    async (messages: readonly EncodedMessage[]) => {
      const output = new OutputBuffer(producer, maxBytes)
      for (const message of messages) await output.add(message)
      await output.settle()
    },
    () => clock.turn(),
  )
  return {
    send(messages) {
      return valueBytes(messages) < fewBytes ? together(messages) : producer.send(messages)
    },
    close: () => producer.close(),
  }
}
