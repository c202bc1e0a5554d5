/**
 * What the stages count, for Prometheus. Names and units by its conventions: base units, `_total` on
 * counters.
 *
 * @module
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client'

// Looking at the event loop a hundred times a second, as by default, was the most that a service at rest did. What blocks it
// for long enough to matter is seen by few.
const eventLoopLookMs = 250
collectDefaultMetrics({ prefix: 'floatchat_', eventLoopMonitoringPrecision: eventLoopLookMs })

/** Everything registered here and by the services. */
export const metricsRegistry = register

const stageTopic = ['stage', 'topic'] as const

export const messagesConsumed = new Counter({
  name: 'floatchat_messages_consumed_total',
  help: 'Messages taken from a topic and handled to their end.',
  labelNames: stageTopic,
})
export const bytesConsumed = new Counter({
  name: 'floatchat_consumed_bytes_total',
  help: 'Bytes of the values of messages taken from a topic, after decompression.',
  labelNames: stageTopic,
})
export const messagesProduced = new Counter({
  name: 'floatchat_messages_produced_total',
  help: 'Messages that the broker has acknowledged.',
  labelNames: stageTopic,
})
export const bytesProduced = new Counter({
  name: 'floatchat_produced_bytes_total',
  help: 'Bytes of the values of messages that the broker has acknowledged, before compression.',
  labelNames: stageTopic,
})
export const batchMessages = new Histogram({
  name: 'floatchat_batch_messages',
  help: 'Messages in a batch from one partition.',
  labelNames: stageTopic,
  buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000],
})
export const handlingSeconds = new Histogram({
  name: 'floatchat_handling_seconds',
  help: 'Time from taking a message to its end, by the record it holds and how it ended.',
  labelNames: ['stage', 'record', 'outcome'] as const,
  buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
})
export const retries = new Counter({
  name: 'floatchat_retries_total',
  help: 'Times that a message was handled again after an outage, by what was away.',
  labelNames: ['stage', 'code'] as const,
})
export const deadLetters = new Counter({
  name: 'floatchat_dead_letters_total',
  help: 'Messages sent to the dead letters, by reason.',
  labelNames: ['stage', 'code'] as const,
})
export const outageSince = new Gauge({
  name: 'floatchat_outage_since_timestamp_seconds',
  help: 'When the outage that the stage waits for began; 0 where it waits for none.',
  labelNames: ['stage', 'code'] as const,
})
export const groupMember = new Gauge({
  name: 'floatchat_group_member',
  help: 'Whether this instance is a member of the consumer group of its stage: 1 or 0.',
  labelNames: ['stage'] as const,
})
export const consumerLag = new Gauge({
  name: 'floatchat_consumer_lag_messages',
  help: 'Messages of the partition that this instance has not handled yet.',
  labelNames: ['stage', 'topic', 'partition'] as const,
})
export const endToEndSeconds = new Histogram({
  name: 'floatchat_end_to_end_seconds',
  help: 'Time from the storing of a file to the end of this stage for it.',
  labelNames: ['stage'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
})
export const rowsWritten = new Counter({
  name: 'floatchat_rows_written_total',
  help: 'Rows of files that were committed, by table; those of a file sent again count again.',
  labelNames: ['table'] as const,
})
export const flaggedValues = new Counter({
  name: 'floatchat_flagged_values_total',
  help: 'Values that failed a quality test, by its bit and the parameter.',
  labelNames: ['test_bit', 'parameter'] as const,
})

/**
 * How old the grey list is and how much of it cannot be read, asked when the metrics are: an old list is not seen by
 * anything else.
 */
export function measureGreyList(list: { writtenAt(): number; unreadable(): number }): void {
  new Gauge({
    name: 'floatchat_grey_list_age_seconds',
    help: 'Time since the grey list that is in force was written.',
    collect() {
      this.set((Date.now() - list.writtenAt()) / 1000)
    },
  })
  new Gauge({
    name: 'floatchat_grey_list_unreadable_lines',
    help: 'Lines of the grey list in force that cannot be read and hold for nothing.',
    collect() {
      this.set(list.unreadable())
    },
  })
}
