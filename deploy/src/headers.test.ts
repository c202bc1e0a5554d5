import { permanent } from '@floatchat/contracts/IngestionError'
import { deadLetterHeaders, recordHeaders } from '@floatchat/contracts/messageHeaders'
import { deadLetterHeaders as written } from '@floatchat/kafka/deadLetter'
import { header } from '@floatchat/kafka/messageHeaders'
import { traceparentHeader } from '@floatchat/service/trace'
import { expect, it } from 'vitest'

it('describes every header that a stage writes, and no other', () => {
  const message = { topic: 't', partition: 1, offset: 2n, timestamp: 3, key: null, value: null, headers: {} }
  const identity = { job_id: 'j', file_id: 'f', run_id: 'r', attempt: 1, dataset_id: 7, filename: 'a.nc' }
  const dead = written('parser', 'group', message, permanent('OBJECT_MISSING', 'It is gone.'), identity)
  const described = new Set([...Object.keys(recordHeaders), ...Object.keys(deadLetterHeaders)])
  expect(described).toEqual(new Set([traceparentHeader, ...Object.values(header), ...Object.keys(dead)]))
})
