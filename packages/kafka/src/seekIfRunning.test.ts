import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'
import { seekIfRunning } from './seekIfRunning.ts'

test('the client refuses to seek while it is not running, and nobody is told', () => {
  const consumer = new kafkajs.Kafka({ brokers: ['127.0.0.1:1'] }).consumer({ groupId: 'g' })
  expect(() => consumer.seek({ topic: 't', partition: 0, offset: '5' })).toThrow('not initialized')
  expect(() => seekIfRunning(consumer, 't', 0, 5n)).not.toThrow()
})

test('what else it refuses is told', () => {
  const consumer = new kafkajs.Kafka({ brokers: ['127.0.0.1:1'] }).consumer({ groupId: 'g' })
  expect(() => seekIfRunning(consumer, 't', 0, -5n)).toThrow('must not be a negative number')
})
