import { setFlagsFromString } from 'node:v8'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { isOutage } from '@floatchat/contracts/IngestionError'
import { jobsProgress, type Topic } from '@floatchat/contracts/topics'
import { backoff } from './backoff.ts'
import { brokerError } from './brokerError.ts'
import { connectConsumer, type PartitionBatch } from './connectConsumer.ts'
import { connectKafka } from './connectKafka.ts'
import { consumerGroup } from './consumerGroup.ts'
import { gatherSends } from './gatherSends.ts'
import { limitConcurrency } from './limitConcurrency.ts'
import { createLogger, type Logger } from './logger.ts'
import { openProducer } from './openProducer.ts'
import { outputBatchBytes, PartitionWorker } from './PartitionWorker.ts'
import type { PayloadStore } from './PayloadStore.ts'
import { ProgressThrottle } from './ProgressThrottle.ts'
import { reportErrors } from './reportErrors.ts'
import type { Stage } from './Stage.ts'
import type { StageIo } from './StageIo.ts'
import { serveHealth } from './serveHealth.ts'
import { type ShutdownPhase, shutdownOnSignal } from './shutdown.ts'
import type { StageSettings } from './stageSettings.ts'
import { connectTracer } from './tracing.ts'
import { waitFor } from './waitFor.ts'

// A stage keeps little (some 30 MB of objects, nearly all of it code and settings) and allocates much: the bytes of
// messages, outside the heap, and after every 64 MB of them V8 looks for garbage in all of the heap. In steps between
// the work, as it does by itself, this took an eighth of all the CPU seconds of a large file; in one go it is a pause
// of 10 to 20 ms, and nobody waits for an answer of a stage.
setFlagsFromString('--no-incremental-marking')

export interface StageOptions {
  readonly settings: StageSettings & { readonly HEALTH_PORT: number }
  /** What the service needs beside broker and registry, for `/readyz`: each rejects where it is away. */
  readonly checks?: Readonly<Record<string, () => Promise<unknown>>>
  /** Where records too large for a topic are put and found. */
  readonly payloads?: PayloadStore
  /** Partitions handled at the same time by this instance. */
  readonly concurrency?: number
  /** Closed last, in this order. */
  readonly close?: readonly (() => Promise<void>)[]
  readonly log?: Logger
}

export interface RunningStage {
  readonly healthPort: number
  /** Stops taking work, finishes or hands back what was begun, commits, leaves the group, closes. */
  stop(): Promise<void>
}

/**
 * Runs one stage of the pipeline: consume, handle, produce, commit, until SIGTERM.
 *
 * A message is committed only after the broker has acknowledged everything that came of it. Where the
 * process dies in between it is handled again: outputs may be repeated, never lost, and every consumer
 * of them knows a repetition by its run and number.
 */
export async function runStage<In extends Topic, Out extends Topic>(
  definition: Stage<In, Out>,
  options: StageOptions,
): Promise<RunningStage> {
  // The worker handles any topic: the types of this one were checked where the stage was written.
  const stage = definition as unknown as Stage<Topic, Topic>
  const { settings } = options
  const log = options.log ?? createLogger(stage.name, settings.LOG_LEVEL)
  await reportErrors(settings, stage.name)
  const topic = settings.TOPIC_PREFIX + stage.consumes.name
  const group = consumerGroup(settings.TOPIC_PREFIX, stage.name)
  const stopping = new AbortController()
  let member = () => false
  let assignment: () => unknown = () => ({})

  const registry = connectRegistry(settings)
  const health = await serveHealth({
    host: settings.HEALTH_HOST,
    port: settings.HEALTH_PORT,
    live: () => true,
    checks: { group: async () => member(), registry: () => registry.check(), ...options.checks },
    about: () => ({ stage: stage.name, group, assignment: assignment() }),
  })

  const kafka = connectKafka(settings, `floatchat-${stage.name}`, log)
  const producer = gatherSends(
    await waitFor('the broker', log, stopping.signal, () => openProducer(kafka, stage.name)),
    outputBatchBytes,
  )
  const writes = [...stage.produces, jobsProgress]
  const codec = await waitFor('the registry', log, stopping.signal, () =>
    connectCodec(registry, settings.TOPIC_PREFIX, writes),
  )
  const io: StageIo = {
    codec,
    topicPrefix: settings.TOPIC_PREFIX,
    maxRecordBytes: settings.MAX_RECORD_BYTES,
    payloads: options.payloads,
  }
  const throttle = new ProgressThrottle()
  const tracer = await connectTracer(stage.name)
  const workers = new Map<number, PartitionWorker>()
  /** Where to begin again when the outputs of a batch could not be delivered. */
  const committed = new Map<number, bigint>()
  let forgetting: Promise<unknown> = Promise.resolve()
  const inTurn = limitConcurrency(options.concurrency ?? 3)

  const consumer = await waitFor('the broker', log, stopping.signal, () =>
    connectConsumer(kafka, {
      stage: stage.name,
      group,
      topics: [topic],
      sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
      log,
      eachBatch: handleBatch,
      assigned() {
        // After joining, every partition is read from its committed offset: what was gathered comes again.
        const old = [...workers.values()]
        workers.clear()
        committed.clear()
        forgetting = Promise.allSettled(old.map((worker) => worker.forget()))
      },
      crashed(error) {
        log.fatal({ err: error }, 'the consumer is dead: leaving, so that a supervisor starts the service again')
        process.exit(1)
      },
    }).catch((error: unknown) => {
      throw brokerError(error)
    }),
  )
  member = consumer.isMember
  assignment = consumer.assignment

  function workerOf(partition: number): PartitionWorker {
    let worker = workers.get(partition)
    if (worker === undefined) {
      worker = new PartitionWorker({
        stage,
        group,
        partition,
        io,
        producer,
        throttle,
        tracer,
        log: log.child({ partition }),
        signal: stopping.signal,
        seek: (offset) => consumer.seek(topic, partition, offset),
      })
      workers.set(partition, worker)
    }
    return worker
  }

  async function handleBatch(batch: PartitionBatch): Promise<void> {
    await forgetting
    const worker = workerOf(batch.partition)
    worker.startBatch()
    const first = batch.messages[0]
    if (first === undefined) return
    if (!committed.has(batch.partition)) committed.set(batch.partition, first.offset)
    // The group was joined anew meanwhile: what this worker gathered is forgotten, and comes again.
    const isLost = () => workers.get(batch.partition) !== worker
    try {
      const next = await inTurn(() => takeMessages(batch, first.offset, worker, isLost))
      if (isLost()) return
      await worker.settle()
      if (worker.rewound) return
      batch.resolve(next)
      const offset = worker.committable(next)
      if (offset > (committed.get(batch.partition) ?? -1n)) {
        await batch.commit(offset)
        committed.set(batch.partition, offset)
      }
    } catch (error) {
      // The outputs or the offset did not reach the broker. Nothing is committed: begin again from
      // what is, after a moment; repeated outputs are known by their run and number.
      const from = committed.get(batch.partition) ?? first.offset
      log.warn(
        { reason: (error as Error).message, from: from.toString(), outage: isOutage(error) },
        'a batch is read again',
      )
      await worker.forget()
      workers.delete(batch.partition)
      consumer.seek(topic, batch.partition, from)
      await backoff(1, stopping.signal)
    }
  }

  /** Handles the messages of a batch, which begins at `from`, as far as it may; the offset of the first not handled. */
  async function takeMessages(
    batch: PartitionBatch,
    from: bigint,
    worker: PartitionWorker,
    isLost: () => boolean,
  ): Promise<bigint> {
    let next = from
    for (const message of batch.messages) {
      if (batch.isEnding() || worker.rewound || stopping.signal.aborted || isLost()) break
      if (!(await worker.take(message))) break
      next = message.offset + 1n
    }
    return next
  }

  const phases: ShutdownPhase[] = [
    { name: 'finish', run: () => finish() },
    { name: 'leave', run: () => consumer.disconnect() },
    { name: 'producer', run: () => producer.close() },
    { name: 'traces', run: () => tracer.close() },
    ...(options.close ?? []).map((run, index) => ({ name: `close ${index + 1}`, run })),
    { name: 'health', run: () => health.close() },
  ]

  /** Lets the message at hand end by itself for most of the time there is; then hands it back. */
  async function finish(): Promise<void> {
    const patience = setTimeout(() => stopping.abort(new Error('the stage stops')), settings.SHUTDOWN_SECONDS * 600)
    await consumer.stop()
    clearTimeout(patience)
    stopping.abort(new Error('the stage stops'))
    await Promise.allSettled([...workers.values()].map((worker) => worker.forget()))
  }

  shutdownOnSignal(phases, settings.SHUTDOWN_SECONDS, log)
  return {
    healthPort: health.port,
    async stop() {
      for (const { run } of phases) await run()
    },
  }
}
