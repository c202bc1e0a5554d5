import type { StageName } from '@floatchat/contracts/generated/records'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import { deadLetterHeaders, type RawMessage } from '@floatchat/kafka/deadLetter'
import { header } from '@floatchat/kafka/messageHeaders'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import { type RecordIdentity, recordIdentity } from '@floatchat/kafka/recordIdentity'
import { deadLetters } from '@floatchat/service/metrics'
import { reportError } from '@floatchat/service/reportErrors'
import type { Logger } from 'pino'
import { decodeIncoming, type StageIo } from './StageIo.ts'

/**
 * The largest value that a dead letter carries, bytes: its topic takes 4 MiB (packages/contracts, topics.ts),
 * headers and all. A refused dead letter would hold its partition up for ever.
 */
const mostBytes = 3 << 20

/**
 * The dead letter of a message that could not be handled: counted, logged, and reported where the fault is ours.
 * One too large for its topic leaves its bytes behind: they stay where the headers say that it came from, for
 * as long as that topic keeps them.
 *
 * @param beganAt when the stage took the message up, milliseconds since 1970-01-01T00:00Z; now, where it had not begun
 */
export async function makeDeadLetter(
  { stage, group, io, log }: { stage: StageName; group: string; io: Omit<StageIo, 'maxRecordBytes'>; log: Logger },
  raw: RawMessage,
  error: unknown,
  beganAt = Date.now(),
): Promise<EncodedMessage> {
  const known = error instanceof IngestionError
  const code = known ? error.code : 'HANDLER_CRASHED'
  const reason = error instanceof Error ? error.message : String(error)
  deadLetters.inc({ stage, code })
  const facts = { code, err: known ? undefined : error, reason, offset: raw.offset.toString() }
  if (known) log.warn(facts, 'sent to the dead letters')
  else log.error(facts, 'sent to the dead letters for a fault of ours')
  // What ended its member, or took all of its time, is not read once more.
  const identity =
    code === 'TOO_EXPENSIVE'
      ? {}
      : await decodeIncoming(io, raw.value).then(
          ({ value }) => recordIdentity(value),
          (): RecordIdentity => ({}),
        )
  const size = raw.value?.length ?? 0
  // A bad file is its sender's business; what is none of the known errors is ours.
  if (!known) reportError(error, { job: identity.job_id, file: identity.file_id })
  return {
    topic: `${io.topicPrefix}${stage}.dlq`,
    key: raw.key,
    value: size > mostBytes ? null : raw.value,
    headers: {
      ...deadLetterHeaders(stage, group, raw, error, identity, beganAt),
      ...(size > mostBytes ? { [header.leftBehind]: String(size) } : {}),
    },
  }
}
