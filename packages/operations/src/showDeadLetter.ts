import type { DeadLetterId, DeadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { textHeaders } from '@floatchat/kafka/messageHeaders'
import { readMessages } from '@floatchat/kafka/readMessages'
import { decodeIncoming } from '@floatchat/stage/StageIo'
import type { Operations } from './openOperations.ts'
import { originalValue } from './originalValue.ts'

/** Everything there is to see of one dead letter. */
export interface ShownDeadLetter {
  readonly letter: DeadLetterRow
  /** All headers as text, the trace of the error among them; null where the record is no longer on the topic. */
  readonly headers: Readonly<Record<string, string>> | null
  /** The record as today's schema reads it, or null where it cannot be read. */
  readonly record: { readonly type: string; readonly value: unknown } | null
  /** Why the record cannot be shown. */
  readonly undecodable: string | null
  /** The first bytes, in hexadecimal, for what cannot be decoded. */
  readonly firstBytes: string | null
}

export async function showDeadLetter(operations: Operations, id: DeadLetterId): Promise<ShownDeadLetter | undefined> {
  const { database, kafka, io } = operations
  const [letter] = await findDeadLetters(database.pool, { ids: [id] })
  if (letter === undefined) return undefined
  for await (const raw of readMessages(kafka, id.topic, [id])) {
    const headers = textHeaders(Object.fromEntries(Object.entries(raw.headers).filter(([name]) => !isBinary(name))))
    const value = await originalValue(operations, raw)
    const firstBytes = value?.subarray(0, 64).toString('hex') ?? null
    if (value === undefined) return { letter, headers, record: null, undecodable: gone, firstBytes }
    try {
      const record = await decodeIncoming(io, value)
      return { letter, headers, record, undecodable: null, firstBytes }
    } catch (error) {
      return { letter, headers, record: null, undecodable: (error as Error).message, firstBytes }
    }
  }
  return { letter, headers: null, record: null, undecodable: gone, firstBytes: null }
}

const gone = 'The record is no longer on its topic.'

/** Spring's numbers are big-endian bytes; the same facts stand as text in other headers. */
const isBinary = (name: string) => /^kafka_dlt-original-(partition|offset|timestamp)$/.test(name)
