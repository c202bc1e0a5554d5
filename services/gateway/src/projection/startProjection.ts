import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { recordDeadLetters } from '@floatchat/db/deadLetters/recordDeadLetters'
import type { JobEvent } from '@floatchat/jobs/JobEvent'
import { failsTheFile } from '@floatchat/jobs/stateOfEvent'
import { applyEvents } from '@floatchat/projection/applyEvents'
import { toDeadLetterRow } from '@floatchat/projection/toDeadLetterRow'
import { type JobTopic, jobTopics, toJobEvent } from '@floatchat/projection/toJobEvent'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { type RunningProjection, runProjection } from '@floatchat/stage/runProjection'
import { toBulkEvent } from './toBulkEvent.ts'

/** Keeps jobs up to date with the event stream. Several gateways share the work. */
export function startProjection(options: {
  readonly database: Database
  readonly settings: StageSettings
  readonly log: Logger
  /** Called after events were applied that have put new ones into the outbox. */
  readonly enqueued: () => void
  /** Called when so many files have ended, which may make room for others. */
  readonly ended: (files: number) => void
}): RunningProjection {
  const { database, settings, log, enqueued, ended } = options
  return runProjection<JobTopic>(
    {
      name: 'gateway',
      topics: jobTopics,
      deadLetters: true,
      async apply(events) {
        const letters = events.flatMap((event) => (event.kind === 'dead-letter' ? [toDeadLetterRow(event.letter)] : []))
        await asDatabaseWork('Recording dead letters', () => recordDeadLetters(database.pool, letters))
        const applied = events.flatMap((event) => toJobEvent(event) ?? [])
        const waiting = events.flatMap(toBulkEvent)
        if (await applyEvents(database, applied, waiting)) enqueued()
        const files = applied.filter(endsFile).length
        if (files > 0) ended(files)
      },
    },
    { settings, log },
  )
}

const endsFile = (event: JobEvent) =>
  event.type === 'DatasetWritten' || (event.type === 'DeadLetter' && failsTheFile(event.value))
