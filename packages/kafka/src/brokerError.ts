import { type IngestionError, outage, permanent } from '@floatchat/contracts/IngestionError'

/** Answers of the broker that blame the record; everything else is the broker's or the network's fault. */
const blamesTheRecord = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE'])

/** The Kafka client's error as one of ours. */
export function brokerError(error: unknown): IngestionError {
  const type = typeOf(error)
  if (type !== undefined && blamesTheRecord.has(type)) {
    return permanent('INTERNAL', `The broker refuses the record: ${type}.`, error)
  }
  const message = error instanceof Error ? error.message : String(error)
  return outage('BROKER_UNAVAILABLE', `The Kafka broker does not take or give records: ${message}.`, error)
}

function typeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('type' in error && typeof error.type === 'string') return error.type
  return typeOf(error.cause)
}
