import { datasetsWritten, filesStaged, profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import { header, textHeaders } from '@floatchat/kafka/messageHeaders'
import { type ReadRange, readTopic } from '@floatchat/kafka/readTopic'
import { decodeIncoming } from '@floatchat/stage/StageIo'
import type { Operations } from './openOperations.ts'

/** A run over a file, and which of its profiles is looked for. Times are milliseconds since 1970-01-01T00:00Z. */
export interface SoughtProfile {
  readonly jobId: string
  readonly fileId: string
  readonly runId: string
  readonly profileNumber: number
  readonly stagedAt: number
  readonly writtenAt: number
}

/** Where a record is that the profile came by. */
export interface Place {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly record: string
  readonly at: number
}

/** The clocks of those who made the records may differ so much. */
const slackMs = 60_000

/**
 * The records that a profile came by, as far as the topics still hold them: its file, the profile as read and as judged,
 * and the end. Reads only the partitions of each key, between the times of the run.
 */
export async function findOnTopics(operations: Operations, sought: SoughtProfile): Promise<Place[]> {
  const { fileId, jobId, stagedAt, writtenAt } = sought
  const range = { key: fileId, since: stagedAt - slackMs, until: writtenAt + slackMs }
  const places: (Place | undefined)[] = []
  for await (const message of readTopic(operations.kafka, operations.topicPrefix + filesStaged.name, range)) {
    // The file may have been stored several times: the run followed the last before it.
    if (textHeaders(message.headers)[header.file] === fileId) places[0] = placeOf(filesStaged.name, message)
  }
  places.push(await findRecord(operations, profilesParsed.name, range, 'ProfileParsed', sought))
  places.push(await findRecord(operations, profilesCleaned.name, range, 'ProfileCleaned', sought))
  const ofJob = { ...range, key: jobId }
  places.push(await findRecord(operations, datasetsWritten.name, ofJob, 'DatasetWritten', sought))
  return places.filter((place) => place !== undefined)
}

async function findRecord(
  { kafka, io, topicPrefix }: Operations,
  topic: string,
  range: ReadRange,
  record: string,
  { runId, profileNumber }: SoughtProfile,
): Promise<Place | undefined> {
  for await (const message of readTopic(kafka, topicPrefix + topic, range)) {
    const said = textHeaders(message.headers)
    if (said[header.run] !== runId || said[header.record] !== record) continue
    // Headers name the run, not the profile.
    const { value } = await decodeIncoming(io, message.value)
    const { profile_number: number } = value as { readonly profile_number?: number }
    if (number === undefined || number === profileNumber) return placeOf(topic, message)
  }
  return undefined
}

function placeOf(topic: string, { partition, offset, timestamp, headers }: RawMessage): Place {
  const record = textHeaders(headers)[header.record] ?? ''
  return { topic, partition, offset: Number(offset), record, at: timestamp }
}
