import { setFlagsFromString } from 'node:v8'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { jobsProgress, type Topic } from '@floatchat/contracts/topics'
import { brokerError } from '@floatchat/kafka/brokerError'
import { connectConsumer } from '@floatchat/kafka/connectConsumer'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { gatherSends } from '@floatchat/kafka/gatherSends'
import { openProducer } from '@floatchat/kafka/openProducer'
import { readMarks } from '@floatchat/kafka/readMarks'
import { Brake } from '@floatchat/service/Brake'
import { createLogger, type Logger } from '@floatchat/service/logger'
import { reportErrors } from '@floatchat/service/reportErrors'
import { serveHealth } from '@floatchat/service/serveHealth'
import { type ShutdownPhase, shutdownOnSignal } from '@floatchat/service/shutdown'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { connectTracer } from '@floatchat/service/tracing'
import { waitFor } from '@floatchat/service/waitFor'
import { PartitionWorker } from './PartitionWorker.ts'
import type { PayloadStore } from './PayloadStore.ts'
import { ProgressThrottle } from './ProgressThrottle.ts'
import { placesByWeight } from './placesByWeight.ts'
import type { Stage } from './Stage.ts'
import type { StageIo } from './StageIo.ts'
import { betweenLooksMs, StagePartitions } from './StagePartitions.ts'
import { outputBatchBytes } from './WorkerOutput.ts'

// A stage keeps little (some 30 MB of objects, nearly all of it code and settings) and allocates much: the bytes of
// messages, outside the heap, and after every 64 MB of them V8 looks for garbage in all of the heap. In steps between
// the work, as it does by itself, this took an eighth of all the CPU seconds of a large file; in one go it is a pause
// of 10 to 20 ms, and nobody waits for an answer of a stage.
setFlagsFromString('--no-incremental-marking')

/** How often a stage that gathers is asked whether something has waited for too long, milliseconds. */
const tickMs = 30_000

/**
 * A batch that lasts longer no longer keeps the others from being fetched for. Not less: after it its own partition may
 * wait half a second for its next fetch, which would slow a large file down.
 */
const asideMs = 2_000

export interface StageOptions {
  readonly settings: StageSettings & { readonly HEALTH_PORT: number }
  /** What the service needs beside broker and registry, for `/readyz`: each rejects where it is away. */
  readonly checks?: Readonly<Record<string, () => Promise<unknown>>>
  /** Where records too large for a topic are put and found. */
  readonly payloads?: PayloadStore
  /** Partitions handled at the same time by this instance; one that waits does not count. */
  readonly concurrency?: number
  /** A heavy file is one message here, and long: the other partitions are fetched for at once and not after a while. */
  readonly heavyAside?: boolean
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
  let isBraked = () => false
  let assignment: () => unknown = () => ({})

  const registry = connectRegistry(settings)
  const health = await serveHealth({
    host: settings.HEALTH_HOST,
    port: settings.HEALTH_PORT,
    live: () => true,
    checks: {
      group: async () => member(),
      registry: () => registry.check(),
      brake: () => off(isBraked),
      ...options.checks,
    },
    about: () => ({ stage: stage.name, group, assignment: assignment() }),
  })
  log.info({ healthPort: health.port }, 'health is answered')

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
  const brake = new Brake(settings.STAGE_BRAKE_SHARE)
  const partitions = new StagePartitions({
    newWorker: (partition) =>
      new PartitionWorker({
        ...{ stage, group, partition, io, producer, throttle, tracer, brake },
        budgetMs: settings.STAGE_MESSAGE_SECONDS * 1000,
        log: log.child({ partition }),
        stopping: stopping.signal,
        seek: (offset) => consumer.seek(topic, partition, offset),
      }),
    inTurn: placesByWeight(options.concurrency ?? 3),
    heavyAside: options.heavyAside ?? false,
    seek: (partition, offset) => consumer.seek(topic, partition, offset),
    commit: (partition, offset) => consumer.commit(topic, partition, offset),
    readMarks: () => readMarks(kafka, group, topic, log),
    poisonTries: settings.STAGE_POISON_TRIES,
    sessionMs: settings.KAFKA_SESSION_TIMEOUT_MS,
    hung: (partition) => leave(new Error(`a message of partition ${partition} goes on though it was told to end`)),
    log,
    signal: stopping.signal,
  })
  isBraked = () => brake.on

  const consumer = await waitFor('the broker', log, stopping.signal, () =>
    connectConsumer(kafka, {
      stage: stage.name,
      group,
      topics: [topic],
      sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
      asideMs,
      log,
      eachBatch: (batch) => partitions.handleBatch(batch),
      assigned: () => partitions.assigned(),
      handingBack: () => partitions.handingBack(),
      crashed: leave,
    }).catch((error: unknown) => {
      throw brokerError(error)
    }),
  )
  member = consumer.isMember
  assignment = consumer.assignment
  const enforcing = setInterval(() => partitions.enforceBudgets(), betweenLooksMs)
  const gathers = stage.flush !== undefined || stage.idle !== undefined
  const ticking = gathers ? setInterval(() => void partitions.tick(), tickMs) : undefined

  const phases: ShutdownPhase[] = [
    { name: 'finish', run: () => finish() },
    { name: 'leave', run: () => consumer.disconnect() },
    { name: 'producer', run: () => producer.close() },
    { name: 'traces', run: () => tracer.close() },
    ...(options.close ?? []).map((run, index) => ({ name: `close ${index + 1}`, run })),
    { name: 'health', run: () => health.close() },
  ]

  function leave(error: Error): void {
    log.fatal({ err: error }, 'the stage cannot go on: leaving, so that a supervisor starts it again')
    process.exit(1)
  }

  /** Lets the message at hand end by itself for most of the time there is; then hands it back. */
  async function finish(): Promise<void> {
    const patience = setTimeout(() => stopping.abort(new Error('the stage stops')), settings.SHUTDOWN_SECONDS * 600)
    clearInterval(ticking)
    await consumer.stop()
    clearInterval(enforcing)
    clearTimeout(patience)
    stopping.abort(new Error('the stage stops'))
    await partitions.forget()
  }

  shutdownOnSignal(phases, settings.SHUTDOWN_SECONDS, log)
  return {
    healthPort: health.port,
    async stop() {
      for (const { run } of phases) await run()
    },
  }
}

/** The check of the brake, for `/readyz`. */
async function off(isBraked: () => boolean): Promise<void> {
  if (isBraked()) throw new Error('too many messages fail for an unknown reason: they wait for a mended release')
}
