import { IngestionError, permanent } from '@floatchat/contracts/IngestionError'
import { jobsProgress, type Topic, to } from '@floatchat/contracts/topics'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import { header, identityOf, textHeaders, weightOf } from '@floatchat/kafka/messageHeaders'
import type { StageProducer } from '@floatchat/kafka/openProducer'
import { recordIdentity } from '@floatchat/kafka/recordIdentity'
import type { Brake } from '@floatchat/service/Brake'
import type { Clock } from '@floatchat/service/Clock'
import type { Turn } from '@floatchat/service/limitConcurrency'
import { endToEndSeconds, handlingSeconds } from '@floatchat/service/metrics'
import { once } from '@floatchat/service/once'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import type { Tracer } from '@floatchat/service/tracing'
import { waitOut } from '@floatchat/service/waitOut'
import type { Logger } from 'pino'
import { Handling } from './Handling.ts'
import { makeDeadLetter } from './makeDeadLetter.ts'
import { OffsetHolds } from './OffsetHolds.ts'
import type { ProgressThrottle } from './ProgressThrottle.ts'
import type { Progress, Received, Stage } from './Stage.ts'
import { decodeIncoming, encodeOutgoing, type StageIo } from './StageIo.ts'
import { startProcessSpan } from './startProcessSpan.ts'
import { WorkerOutput } from './WorkerOutput.ts'
import { type ContextOwner, workerContext } from './workerContext.ts'

export interface WorkerOptions {
  readonly stage: Stage<Topic, Topic>
  readonly group: string
  readonly partition: number
  readonly io: StageIo
  readonly producer: StageProducer
  readonly throttle: ProgressThrottle
  readonly tracer: Tracer
  readonly log: Logger
  readonly brake: Brake
  readonly clock: Clock
  /** Longest that a message may be handled without any progress, milliseconds. */
  readonly budgetMs: number
  /** Ends what was begun: the stage stops. */
  readonly stopping: AbortSignal
  /** Moves the consumer's position on this partition. */
  readonly seek: (offset: bigint) => void
}

/**
 * The messages of one partition, one after the other: decode, handle, gather the outputs; wait out what
 * is an outage, send to the dead letters what is a bad record.
 */
export class PartitionWorker {
  readonly #options: WorkerOptions
  readonly #holds = new OffsetHolds()
  readonly #output: WorkerOutput
  readonly #handling: Handling
  readonly #owner: ContextOwner
  readonly #raw = new WeakMap<object, RawMessage>()
  /** When each was taken up, milliseconds since 1970-01-01T00:00Z. */
  readonly #beganAt = new WeakMap<RawMessage, number>()
  #rewound = false
  #next: bigint | undefined

  constructor(options: WorkerOptions) {
    this.#options = options
    const { stage, partition, budgetMs, stopping, clock } = options
    this.#handling = new Handling({ stage: stage.name, partition, budgetMs, stopping, clock })
    this.#output = new WorkerOutput(options.io, options.producer)
    this.#owner = {
      partition,
      signal: () => this.#handling.signal,
      holds: this.#holds,
      rewind: (from) => this.#rewind(from),
      deadLetter: (message, error, log) => this.#deadLetter(message, error, log),
      progress: (progress) => this.#progress(progress),
    }
  }

  /** True once the stage has asked to read the partition again: the rest of the batch is passed over. */
  get rewound(): boolean {
    return this.#rewound
  }

  /** The offset to commit when everything before `next` has been handled. */
  committable(next: bigint): bigint {
    return this.#holds.committable(next)
  }

  /** The offset behind the last message that was handled; undefined where none was. */
  get next(): bigint | undefined {
    return this.#next
  }

  startBatch(): void {
    this.#rewound = false
  }

  /** Handles one message to its end; returns early, with false, when the signal ended it. */
  async take(raw: RawMessage, turn: Turn): Promise<boolean> {
    const { clock } = this.#options
    const started = clock.monotonic()
    this.#beganAt.set(raw, clock.wall())
    const { stage, group, io, tracer, brake } = this.#options
    const signal = this.#handling.over
    const headers = textHeaders(raw.headers)
    let identity = identityOf(headers)
    const span = startProcessSpan(tracer, group, raw, headers, identity)
    const { trace } = span
    // Made when something is to be said, which is seldom: a child logger for each profile is dear.
    const log = once(() => {
      const { job_id: job, file_id: file, run_id: run } = identity
      return this.#options.log.child({ job, file, run, trace: trace.traceId })
    })
    let record = 'undecodable'
    let outcome = 'handled'

    const done = await waitOut({ stage: stage.name, signal, log, turn, brake, clock, offset: raw.offset }, async () => {
      const decoded = await decodeIncoming(io, raw.value)
      record = decoded.type
      if (!stage.consumes.records.includes(decoded.type)) {
        throw permanent('UNDECODABLE_RECORD', `A ${decoded.type} does not belong on '${raw.topic}'.`)
      }
      identity = recordIdentity(decoded.value)
      const { partition, offset, timestamp } = raw
      // The type of the record was checked against the topic; that its value has the shape, by its schema.
      const message = { type: decoded.type, value: decoded.value, partition, offset, timestamp } as Received<Topic>
      this.#raw.set(message, raw)
      if (stage.flush !== undefined) this.#output.rememberTrace(identity.file_id, trace)
      const weight = weightOf(headers)
      const outputs = stage.handle(message, workerContext(this.#owner, log, trace, weight))
      const facts = { redrives: headers[header.redrives], weight, partition }
      await this.#output.drain(this.#handling.measured(outputs), this.#handling, trace, facts)
      if (identity.staged_at !== undefined) {
        endToEndSeconds.observe({ stage: stage.name }, Math.max(0, (clock.wall() - identity.staged_at) / 1000))
      }
    }).catch(async (error: unknown) => {
      outcome = 'dead-letter'
      span.end(error)
      await this.#bury(raw, error, log())
      return true
    })
    if (outcome === 'handled') span.end()
    if (done) handlingSeconds.observe({ stage: stage.name, record, outcome }, (clock.monotonic() - started) / 1000)
    if (done) this.#next = raw.offset + 1n
    return done && !signal.aborted
  }

  /** Calls the stage's `flush`, if it has one, and sees everything acknowledged. */
  async settle(turn: Turn): Promise<void> {
    const { stage, log, brake, clock } = this.#options
    const signal = this.#handling.over
    const { flush } = stage
    if (flush !== undefined) {
      const trace = continueTrace(undefined)
      await waitOut({ stage: stage.name, signal, log: () => log, turn, brake, clock }, () =>
        this.#output.drain(flush(workerContext(this.#owner, () => log, trace)), this.#handling, trace),
      )
    }
    await this.#output.settle()
  }

  /** Lets the stage give up what has waited for too long; then as `settle`. */
  async idle(turn: Turn): Promise<void> {
    const { stage, log } = this.#options
    if (this.#holds.size > 0) {
      await stage.idle?.(workerContext(this.#owner, () => log, continueTrace(undefined)))
    }
    await this.settle(turn)
  }

  /** Drops everything that is not committed: the partition will be read again, here or elsewhere. */
  async forget(): Promise<void> {
    this.#holds.clear()
    await this.#output.forget()
    await this.#options.stage.forget?.(this.#options.partition)
  }

  /** The partition is another's by now: ends what is under way. */
  lose(): void {
    this.#handling.lose()
  }

  /** Ends the handler that has used up its time. False where it was told to, and goes on. */
  enforceBudget(): boolean {
    return this.#handling.enforceBudget()
  }

  /** A message that ended whoever had it in hand, again and again: to the dead letters, unhandled. */
  async condemn(raw: RawMessage): Promise<void> {
    const { stage, log } = this.#options
    const sentence = `The ${stage.name} ended each time that it had this message in hand (offset ${raw.offset} of partition ${raw.partition}): it is not tried again. Redrive it when the ${stage.name} was mended.`
    await this.#bury(raw, permanent('TOO_EXPENSIVE', sentence), log)
    this.#next = raw.offset + 1n
  }

  async #bury(raw: RawMessage, error: unknown, log: Logger): Promise<void> {
    const { stage, group, io } = this.#options
    await this.#output.add(
      await makeDeadLetter({ stage: stage.name, group, io, log }, raw, error, this.#beganAt.get(raw)),
    )
  }

  #rewind(from: bigint): void {
    const { stage, partition, seek } = this.#options
    this.#rewound = true
    this.#output.later(async () => {
      await stage.forget?.(partition)
      this.#holds.clear()
      seek(from)
    })
  }

  async #deadLetter(message: Received, error: unknown, log: Logger): Promise<void> {
    const raw = this.#raw.get(message)
    if (raw === undefined)
      throw new TypeError('only a message that this partition was given can go to the dead letters')
    if (!(error instanceof IngestionError)) {
      // As if the handler had thrown it: where the brake is on, the message waits.
      this.#options.brake.crashed()
      if (this.#options.brake.on) throw error
    }
    await this.#bury(raw, error, log)
    await this.#output.acknowledged()
  }

  #progress(progress: Progress): void {
    this.#handling.progress()
    const { stage, io, throttle, clock } = this.#options
    const now = clock.wall()
    if (!throttle.admits(progress, now)) return
    const value = { ...progress, stage: stage.name, state: 'RUNNING' as const, archive: null, at: now }
    this.#output.later(async () => {
      const record = to(jobsProgress, 'StageProgress', value)
      await this.#output.add(await encodeOutgoing(io, record, { traceparent: traceparentOf(continueTrace(undefined)) }))
    })
  }
}
