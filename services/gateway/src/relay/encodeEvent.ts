import { permanent } from '@floatchat/contracts/IngestionError'
import { datasetsWritten, filesStaged, profilesCleaned, type Topic } from '@floatchat/contracts/topics'
import type { QueuedEvent } from '@floatchat/db/outbox/relayOutbox'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { deadLetterHeaders } from '@floatchat/kafka/deadLetter'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import { recordIdentity } from '@floatchat/kafka/recordIdentity'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import { encodeOutgoing, type StageIo } from '@floatchat/stage/StageIo'

// Topic<R> is contravariant in its key function; the records were checked where they were made.
const topics = new Map(
  [filesStaged, profilesCleaned, datasetsWritten].map((topic) => [topic.name, topic as unknown as Topic]),
)

/** The topics that events of the outbox go to. */
export const relayedTopics: readonly Topic[] = [...topics.values()]

/** The message for an event of the outbox: a record, or one given up as a dead letter of the gateway. */
export async function encodeEvent(io: StageIo, event: QueuedEvent): Promise<EncodedMessage> {
  const topic = topics.get(event.topic)
  if (topic === undefined)
    throw permanent('INTERNAL', `The outbox holds an event for '${event.topic}', which nobody relays.`)
  const traceparent = event.traceparent ?? traceparentOf(continueTrace(undefined))
  const value = event.record as object // As it was put in, from one of the topic's records.
  const message = await encodeOutgoing(io, { topic, type: event.record_type, value }, { traceparent })
  if (event.dead_letter === null) return message
  const { code, reason } = event.dead_letter
  const original = {
    topic: message.topic,
    partition: -1,
    offset: -1n,
    timestamp: Date.now(),
    key: null,
    value: message.value,
  }
  const headers = deadLetterHeaders(
    'gateway',
    consumerGroup(io.topicPrefix, 'gateway'),
    { ...original, headers: message.headers },
    permanent(code === 'STUCK' ? 'STUCK' : 'INTERNAL', reason),
    recordIdentity(value),
  )
  return { ...message, topic: `${io.topicPrefix}gateway.dlq`, headers }
}
