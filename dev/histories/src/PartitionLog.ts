import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Outgoing, Topic } from '@floatchat/contracts/topics'
import { type RawMessage, readDeadLetter } from '@floatchat/kafka/deadLetter'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import type { PartitionBatch } from '@floatchat/kafka/PartitionBatch'
import { Brake } from '@floatchat/service/Brake'
import { type Clock, systemClock } from '@floatchat/service/Clock'
import { createLogger } from '@floatchat/service/logger'
import { silentTracer } from '@floatchat/service/tracing'
import { PartitionWorker } from '@floatchat/stage/PartitionWorker'
import { ProgressThrottle } from '@floatchat/stage/ProgressThrottle'
import { placesByWeight } from '@floatchat/stage/placesByWeight'
import type { Progress, Received, Stage, StageContext } from '@floatchat/stage/Stage'
import { StagePartitions } from '@floatchat/stage/StagePartitions'
import { type MemoryCodec, memoryCodec } from './memory/memoryCodec.ts'

/** Waits are what nobody wants to wait for; the work itself is real and takes its time. */
const hurry: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) }

/** So often a partition may be read again without an end. */
const mostRewinds = 200

type AnyStage = Stage<Topic, Topic>
type Outputs = AsyncIterable<Outgoing<Topic>>

interface Reader {
  readonly stage: object
  readonly partitions: StagePartitions
  /** The batch that was stopped before its flush. */
  stopped: Promise<void> | undefined
}

export interface RunOptions {
  /** Messages between two flushes. */
  readonly batch?: number
  /** After so many it stops, before the flush of the last ones. */
  readonly messages?: number
}

/**
 * One partition in memory, and the production code of a stage over it: its holds, rewinds, flushes, outages and dead
 * letters, message by message as a test wants them, and crashes. What the stage works with may be real.
 */
export class PartitionLog<In extends Topic, Out extends Topic> {
  /** What the stage has told by the topics that it writes. */
  readonly events: Outgoing<Out>['value'][] = []
  readonly deadLetters: { message: Received<In>; error: { code: string; message: string; retryable: boolean } }[] = []
  /** What it has said of how it gets on, all of it. */
  readonly progress: Progress[] = []
  /** How often something was away. */
  outages = 0
  /** How often the partition was read again. */
  rewinds = 0
  committed = 0n
  readonly #codec: MemoryCodec
  readonly #messages: Received<In>[] = []
  readonly #partition: number
  #reader: Reader | undefined
  #next = 0n
  #left = Number.POSITIVE_INFINITY
  #isRevoked = false
  #flushMay = Promise.withResolvers<void>()
  #flushWaits = Promise.withResolvers<void>()

  constructor(partition = 0, codec = memoryCodec()) {
    this.#partition = partition
    this.#codec = codec
  }

  append(messages: Iterable<Received<In>>): void {
    for (const message of messages) {
      this.#messages.push({ ...message, partition: this.#partition, offset: BigInt(this.#messages.length) })
    }
  }

  get lag(): number {
    return this.#messages.length - Number(this.committed)
  }

  /** The partition is taken away: the message at hand is handled to its end, and nothing is committed. */
  revoke(): void {
    this.#isRevoked = true
  }

  /** The process died: what it knew is gone, what was committed is not. */
  crash(): void {
    this.#isRevoked = false
    this.#reader = undefined
    this.#next = this.committed
  }

  /** Hands the stage batches until everything is handled, or until so many messages have been. */
  async run(
    stage: Stage<In, Out>,
    { batch = 1_000, messages = Number.POSITIVE_INFINITY }: RunOptions = {},
  ): Promise<void> {
    const reader = this.#readerOf(stage)
    this.#left = messages
    if (messages <= 0) return
    if (reader.stopped !== undefined) {
      this.#flushMay.resolve()
      await reader.stopped
      reader.stopped = undefined
    }
    while (this.#next < this.#messages.length && this.#left > 0 && !this.#isRevoked) {
      const taken = this.#messages.slice(Number(this.#next), Number(this.#next) + Math.min(batch, this.#left))
      this.#left -= taken.length
      this.#flushMay = Promise.withResolvers()
      this.#flushWaits = Promise.withResolvers()
      const handled = reader.partitions.handleBatch(this.#batchOf(taken, stage.consumes.name))
      const isStopped = await Promise.race([handled.then(() => false), this.#flushWaits.promise.then(() => true)])
      if (isStopped) reader.stopped = handled
      if (this.rewinds > mostRewinds) throw new Error('the stage reads its partition again and again')
    }
  }

  /** A stage goes on with what it knows of the partition; another begins with what is committed. */
  #readerOf(stage: Stage<In, Out>): Reader {
    if (this.#reader?.stage === stage) return this.#reader
    this.#next = this.committed
    const partitions = this.#partitionsFor(this.#watched(stage as unknown as AnyStage))
    this.#reader = { stage, partitions, stopped: undefined }
    return this.#reader
  }

  #partitionsFor(stage: AnyStage): StagePartitions {
    const log = createLogger(stage.name, 'silent')
    const { signal } = new AbortController()
    const brake = new Brake(2)
    const throttle = new ProgressThrottle()
    const io = { codec: this.#codec, topicPrefix: '', maxRecordBytes: 900_000, payloads: undefined }
    const producer = {
      send: async (messages: readonly EncodedMessage[]) => this.#take(messages),
      close: async () => {},
    }
    const seek = (offset: bigint) => {
      this.rewinds += 1
      this.#next = offset
    }
    return new StagePartitions({
      newWorker: (partition) =>
        new PartitionWorker({
          ...{ stage, partition, io, producer, throttle, brake, log, seek },
          ...{ group: stage.name, tracer: silentTracer, clock: hurry, budgetMs: 300_000, stopping: signal },
        }),
      ...{ inTurn: placesByWeight(3), heavyAside: false, log, clock: hurry, signal, poisonTries: 3, sessionMs: 6_000 },
      seek: (_partition, offset) => seek(offset),
      commit: (_partition, offset) => this.#commit(offset),
      readMarks: async () => new Map(),
      hung: () => undefined,
    })
  }

  /** The stage, with its outages counted, and stopped before its flush where a test says so. */
  #watched(stage: AnyStage): AnyStage {
    const { flush } = stage
    return {
      ...stage,
      handle: (message, context) => this.#counted(stage.handle(message, this.#listening(context))),
      flush: (context) => this.#counted(this.#whenItMay(() => flush?.(context))),
    }
  }

  async *#whenItMay(flush: () => Outputs | undefined): Outputs {
    if (this.#left <= 0 || this.#isRevoked) {
      this.#flushWaits.resolve()
      await this.#flushMay.promise
    }
    yield* flush() ?? []
  }

  async *#counted(outputs: Outputs): Outputs {
    try {
      yield* outputs
    } catch (error) {
      if (isOutage(error)) this.outages += 1
      throw error
    }
  }

  #listening(context: StageContext): StageContext {
    const { progress } = context
    return Object.assign(context, {
      progress: (one: Progress) => {
        this.progress.push(one)
        progress(one)
      },
    })
  }

  #batchOf(taken: readonly Received<In>[], topic: string): PartitionBatch {
    return {
      ...{ topic, partition: this.#partition },
      messages: taken.map((message) => this.#rawOf(message, topic)),
      isEnding: () => this.#isRevoked,
      resolve: (next) => {
        this.#next = next
      },
      commit: (offset) => this.#commit(offset),
      mark: async () => undefined,
      setAside: () => undefined,
    }
  }

  async #commit(offset: bigint): Promise<void> {
    this.committed = offset
  }

  #rawOf({ offset, timestamp, type, value }: Received<In>, topic: string): RawMessage {
    return {
      ...{ topic, partition: this.#partition, offset, timestamp, key: null, headers: {} },
      value: this.#codec.encode({ name: topic }, type, value),
    }
  }

  #take(messages: readonly EncodedMessage[]): void {
    for (const encoded of messages) {
      if (encoded.topic.endsWith('.dlq')) this.#takeLetter(encoded)
      else if (encoded.topic !== 'jobs.progress') {
        // It was encoded by the same codec a moment ago.
        this.events.push(this.#codec.read(encoded.value)?.value as Outgoing<Out>['value'])
      }
    }
  }

  #takeLetter({ topic, value, headers }: EncodedMessage): void {
    const letter = readDeadLetter({ topic, value, headers, key: null, partition: 0, offset: 0n, timestamp: 0 })
    const message = this.#messages[Number(letter.originalOffset)]
    if (message === undefined) throw new Error('a dead letter of a message that was never sent')
    const { reasonCode: code, reason, permanent } = letter
    this.deadLetters.push({ message, error: { code, message: reason, retryable: !permanent } })
  }
}
