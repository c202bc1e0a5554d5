/**
 * What a service gives to `runStage`, and what its handler is given.
 *
 * @module
 */
import type { StageName } from '@floatchat/contracts/generated/records'
import type { FileId, JobId, RunId } from '@floatchat/contracts/ids'
import type { Incoming, Outgoing, Topic, Weight } from '@floatchat/contracts/topics'
import type { Logger } from 'pino'

/** One stage of the pipeline, as a function from one message to its output messages. */
export interface Stage<In extends Topic, Out extends Topic> {
  readonly name: StageName
  readonly consumes: In
  readonly produces: readonly Out[]
  /**
   * The job of the stage. What it yields is produced in order; the message is committed only after
   * the broker has acknowledged all of it. What it throws decides what becomes of the message:
   * a permanent `IngestionError` sends it to the dead letters (what was yielded before stays), an
   * outage pauses the partition and the message is handled again, from the start, until it succeeds.
   */
  readonly handle: Handle<In, Out>
  /**
   * Called after the last message that is at hand on a partition, for a stage that gathers messages
   * and acts on several at once. Its context names no message.
   */
  readonly flush?: (context: PartitionContext) => AsyncIterable<Outgoing<Out>>
  /**
   * Called every half minute or so while nothing comes on a partition of which the stage holds something, for what is
   * given up after a time: without it that would hold the partition's offset until another message comes.
   */
  readonly idle?: (context: PartitionContext) => void | Promise<void>
  /** The partition was taken away, or the stage rewound it: forget what was gathered from it. */
  readonly forget?: (partition: number) => void | Promise<void>
}

export type Handle<In extends Topic, Out extends Topic> = (
  message: Received<In>,
  context: StageContext,
) => AsyncIterable<Outgoing<Out>>

/** A message of a topic, decoded, with where it came from. */
export type Received<In extends Topic = Topic> = Incoming<In> & {
  readonly partition: number
  readonly offset: bigint
  /** When the record was produced, milliseconds since 1970-01-01T00:00Z. */
  readonly timestamp: number
}

export interface PartitionContext {
  readonly partition: number
  /**
   * Aborted when the stage stops, loses the partition, or the message has used up its time: end long work and throw
   * `signal.reason`. Work that goes on for half a minute after its time is ended with its process.
   */
  readonly signal: AbortSignal
  readonly log: Logger
  /**
   * Keeps the partition's committed offset at or below the message's until `release` is called with
   * the same name, so that after a crash the message comes again. The earliest message held under
   * a name counts.
   */
  hold(name: string, message: { readonly offset: bigint }): void
  release(name: string): void
  /** Reads the partition again from the earliest message held under the name. Calls `forget` first. */
  rewind(name: string): void
  /** Sends a message that was taken earlier to the dead letters. Resolves when that is durable. */
  deadLetter(message: Received, error: unknown): Promise<void>
  /** Counts towards the job's progress, and begins the message's time anew; sent at most about once a second and file. */
  progress(progress: Progress): void
}

export interface StageContext extends PartitionContext {
  /** Of the file that the message is of; what the handler yields for files has it too, where it says nothing else. */
  readonly weight: Weight
  /** W3C trace context of this message, for what is recorded outside the stream. */
  readonly traceparent: string
}

export interface Progress {
  readonly job_id: JobId
  readonly file_id: FileId
  readonly attempt: number
  readonly run_id: RunId | null
  readonly done: number
  readonly total: number | null
}
