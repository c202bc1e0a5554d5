/**
 * The headers that consumers may rely on, with what they mean: what packages/stage writes, for the
 * AsyncAPI document. That the two agree is tested (deploy/src/headers.test.ts).
 *
 * @module
 */

/** On every record. Values are UTF-8 text. */
export const recordHeaders: Readonly<Record<string, string>> = {
  traceparent: 'W3C trace context: one trace runs from the upload to the summary.',
  'floatchat.weight':
    'light or heavy, on topics of files: which of their partitions the key is hashed over. Without it, over all.',
  'floatchat.record': 'Name of the record, also where the value is a PayloadReference to it.',
  'floatchat.job-id': 'The job (UUID) that the record belongs to.',
  'floatchat.file-id': 'The file (UUID) that the record belongs to.',
  'floatchat.run-id': 'The run over the file (UUID version 7, sorts by time), where the record belongs to one.',
  'floatchat.attempt': 'Which attempt at the file it is, from 1.',
  'floatchat.redrives': 'How often the record has been sent again from the dead letters, where it has.',
}

/** Added on a dead letter; the original headers stay. */
export const deadLetterHeaders: Readonly<Record<string, string>> = {
  'floatchat.filename': 'Name of the file, where it is known.',
  'floatchat.dataset-id': 'The dataset, where it is known.',
  'floatchat.stage': 'The stage that could not handle the record.',
  'floatchat.began-at': 'When it took the record up, milliseconds since 1970-01-01T00:00Z.',
  'floatchat.reason-code': 'Why, as one of a closed set of codes.',
  'floatchat.reason': 'Why, as a sentence for a data manager.',
  'floatchat.permanent': 'true where sending the record again cannot help unless something is mended.',
  'floatchat.left-behind-bytes':
    'Where the original was too large for a dead letter: its size. The value is null; the bytes are where they came from.',
  '__connect.errors.topic': 'Topic that the record came from.',
  '__connect.errors.partition': 'Partition that it came from, as text.',
  '__connect.errors.offset': 'Offset that it came from, as text.',
  '__connect.errors.connector.name': 'Consumer group of the stage.',
  '__connect.errors.task.id': 'Process id of the instance.',
  '__connect.errors.stage': 'Always TASK_PUT.',
  '__connect.errors.class.name': 'floatchat.<stage>',
  '__connect.errors.exception.class.name': 'Kind of the error, with its code.',
  '__connect.errors.exception.message': 'The sentence again.',
  '__connect.errors.exception.stacktrace': 'Where in the code it happened.',
  'kafka_dlt-original-topic': 'Topic that the record came from.',
  'kafka_dlt-original-partition': 'Partition that it came from, int32 big-endian.',
  'kafka_dlt-original-offset': 'Offset that it came from, int64 big-endian.',
  'kafka_dlt-original-timestamp': 'Timestamp of the original, milliseconds since 1970-01-01T00:00Z, int64 big-endian.',
  'kafka_dlt-original-timestamp-type': 'Always CreateTime.',
  'kafka_dlt-original-consumer-group': 'Consumer group of the stage.',
  'kafka_dlt-exception-fqcn': 'Kind of the error, with its code.',
  'kafka_dlt-exception-message': 'The sentence again.',
  'kafka_dlt-exception-stacktrace': 'Where in the code it happened.',
}

/** Those whose value is not text. */
export const binaryHeaders: readonly string[] = [
  'kafka_dlt-original-partition',
  'kafka_dlt-original-offset',
  'kafka_dlt-original-timestamp',
]
