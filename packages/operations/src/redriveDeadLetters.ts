import { setTimeout as sleep } from 'node:timers/promises'
import { filesStaged, to } from '@floatchat/contracts/topics'
import type { DeadLetterFilter, DeadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { markDeadLetter } from '@floatchat/db/deadLetters/markDeadLetter'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import { header } from '@floatchat/kafka/messageHeaders'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import { readMessages } from '@floatchat/kafka/readMessages'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import { encodeOutgoing } from '@floatchat/stage/StageIo'
import type { Operations } from './openOperations.ts'
import { originalValue } from './originalValue.ts'
import { stagedFilesById } from './stagedFiles.ts'

export interface RedriveOptions {
  readonly dryRun: boolean
  /** Who asked for it, for the record. */
  readonly by: string
  /** Records a second; without one as fast as the broker takes them. */
  readonly perSecond?: number | undefined
}

/** What became, or with a dry run would become, of one letter. */
export interface RedriveOutcome {
  readonly letter: DeadLetterRow
  readonly action: 'sent-again' | 'file-run-again' | 'cannot'
  /** Why not, in a sentence. */
  readonly problem: string | null
}

const perTurn = 100

/**
 * Sends open dead letters again. A record of files.staged or datasets.written goes back to its topic as
 * it was. A record from inside a file (a profile, the end of a file) cannot: the file was written, or
 * failed, as a whole, in a run that is over. For it the whole file is run again from its stored bytes,
 * once however many letters it has.
 *
 * A letter is marked after its record is safe on the topic: a crash in between sends it twice, which is
 * harmless, and never loses it.
 */
export async function redriveDeadLetters(
  operations: Operations,
  filter: DeadLetterFilter,
  { dryRun, by, perSecond }: RedriveOptions,
): Promise<RedriveOutcome[]> {
  const { database, topicPrefix } = operations
  const letters = await findDeadLetters(database.pool, { ...filter, status: 'open' })
  const insideFile = (letter: DeadLetterRow) =>
    letter.original_topic === `${topicPrefix}profiles.parsed` ||
    letter.original_topic === `${topicPrefix}profiles.cleaned`
  const fileIds = new Set(letters.filter(insideFile).flatMap(({ file_id }) => file_id ?? []))
  const staged = fileIds.size === 0 ? new Map() : await stagedFilesById(operations, fileIds)
  const outcomes: RedriveOutcome[] = []
  const again = new Set<string>()

  for (let from = 0; from < letters.length; from += perTurn) {
    const turn = letters.slice(from, from + perTurn)
    const started = performance.now()
    const bytes = await bytesOf(
      operations,
      turn.filter((letter) => !insideFile(letter)),
    )
    const messages: EncodedMessage[] = []
    const sent: DeadLetterRow[] = []
    for (const letter of turn) {
      const redrives = String(letter.redrives + 1)
      if (!insideFile(letter)) {
        const raw = bytes.get(placeOf(letter))
        if (raw === undefined) {
          outcomes.push({ letter, action: 'cannot', problem: 'The record is no longer on its dead-letter topic.' })
          continue
        }
        messages.push(asItWas(letter, raw, redrives))
        outcomes.push({ letter, action: 'sent-again', problem: null })
      } else {
        const entry = staged.get(letter.file_id ?? '')
        if (entry === undefined) {
          const problem = 'Its file is no longer on files.staged: retry the job, or upload the file again.'
          outcomes.push({ letter, action: 'cannot', problem })
          continue
        }
        if (!again.has(entry.file.file_id)) {
          again.add(entry.file.file_id)
          const record = to(filesStaged, 'FileStaged', { ...entry.file, reason: 'REDRIVE' as const })
          const traceparent = entry.traceparent ?? traceparentOf(continueTrace(undefined))
          messages.push(await encodeOutgoing(operations.io, record, { traceparent, redrives }))
        }
        outcomes.push({ letter, action: 'file-run-again', problem: null })
      }
      sent.push(letter)
    }
    if (dryRun) continue
    await operations.producer.send(messages)
    for (const letter of sent) {
      const id = { topic: letter.topic, partition: letter.partition, offset: letter.message_offset }
      await markDeadLetter(database.pool, id, { status: 'redriven', by, reason: null })
    }
    if (perSecond !== undefined)
      await sleep(Math.max(0, (1000 * messages.length) / perSecond - (performance.now() - started)))
  }
  return outcomes
}

const placeOf = ({ topic, partition, message_offset }: DeadLetterRow) => `${topic}/${partition}/${message_offset}`

async function bytesOf(operations: Operations, letters: readonly DeadLetterRow[]): Promise<Map<string, RawMessage>> {
  const { kafka } = operations
  const found = new Map<string, RawMessage>()
  for (const [topic, onTopic] of Map.groupBy(letters, (letter) => letter.topic)) {
    const places = onTopic.map(({ partition, message_offset }) => ({ topic, partition, offset: message_offset }))
    for await (const raw of readMessages(kafka, topic, places)) {
      const value = await originalValue(operations, raw)
      if (value !== undefined) found.set(`${topic}/${raw.partition}/${raw.offset}`, { ...raw, value })
    }
  }
  return found
}

/** The original message: without what the failure added, with one more redrive. */
function asItWas(letter: DeadLetterRow, raw: RawMessage, redrives: string): EncodedMessage {
  const ours: readonly string[] = [header.stage, header.reasonCode, header.reason, header.permanent, header.leftBehind]
  const headers = Object.fromEntries(
    Object.entries(raw.headers).filter(
      ([name]) => !name.startsWith('__connect.errors.') && !name.startsWith('kafka_dlt-') && !ours.includes(name),
    ),
  )
  const partition = letter.original_partition >= 0 ? { partition: letter.original_partition } : {}
  return {
    topic: letter.original_topic,
    key: raw.key,
    value: raw.value,
    headers: { ...headers, [header.redrives]: redrives },
    ...partition,
  }
}
