import type { Topic } from '@floatchat/contracts/topics'
import { brokerError } from '@floatchat/kafka/brokerError'
import { connectConsumer } from '@floatchat/kafka/connectConsumer'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { gatherSends } from '@floatchat/kafka/gatherSends'
import type { KafkaClient } from '@floatchat/kafka/KafkaClient'
import { openProducer } from '@floatchat/kafka/openProducer'
import { readMarks } from '@floatchat/kafka/readMarks'
import { Brake } from '@floatchat/service/Brake'
import type { Clock } from '@floatchat/service/Clock'
import type { StageSettings } from '@floatchat/service/stageSettings'
import type { Tracer } from '@floatchat/service/tracing'
import { waitFor } from '@floatchat/service/waitFor'
import type { Logger } from 'pino'
import { PartitionWorker } from './PartitionWorker.ts'
import { ProgressThrottle } from './ProgressThrottle.ts'
import { placesByWeight } from './placesByWeight.ts'
import type { Stage } from './Stage.ts'
import type { StageIo } from './StageIo.ts'
import { betweenLooksMs, StagePartitions } from './StagePartitions.ts'
import { outputBatchBytes } from './WorkerOutput.ts'

/** How often a stage that gathers is asked whether something has waited for too long, milliseconds. */
const tickMs = 30_000

/**
 * A batch that lasts longer no longer keeps the others from being fetched for. Not less: after it its own partition may
 * wait half a second for its next fetch, which would slow a large file down.
 */
const asideMs = 2_000

export interface StageLoopOptions {
  readonly settings: Pick<
    StageSettings,
    | 'KAFKA_SESSION_TIMEOUT_MS'
    | 'SHUTDOWN_SECONDS'
    | 'STAGE_BRAKE_SHARE'
    | 'STAGE_MESSAGE_SECONDS'
    | 'STAGE_POISON_TRIES'
  >
  readonly kafka: KafkaClient
  readonly io: StageIo
  readonly clock: Clock
  readonly tracer: Tracer
  readonly log: Logger
  /** Partitions handled at the same time by this instance; one that waits does not count. */
  readonly concurrency: number
  /** A heavy file is one message here, and long: the other partitions are fetched for at once and not after a while. */
  readonly heavyAside: boolean
  /** The stage cannot go on: ends the process, so that a supervisor starts it again. */
  readonly leave: (error: Error) => void
  /** Ends what was begun. */
  readonly stopping: AbortController
}

export interface StageLoop {
  isMember(): boolean
  isBraked(): boolean
  assignment(): unknown
  /** Lets the message at hand end by itself for most of the time there is; then hands it back. */
  finish(): Promise<void>
  /** Leaves the group. */
  leave(): Promise<void>
  /** Closes the producer. */
  close(): Promise<void>
}

/** Consumes, handles, produces and commits, until it is told to finish: all that a stage does with its log and its clock. */
export async function openStageLoop(stage: Stage<Topic, Topic>, options: StageLoopOptions): Promise<StageLoop> {
  const { settings, kafka, io, clock, tracer, log, stopping } = options
  const topic = io.topicPrefix + stage.consumes.name
  const group = consumerGroup(io.topicPrefix, stage.name)
  const throttle = new ProgressThrottle()
  const brake = new Brake(settings.STAGE_BRAKE_SHARE)
  const broker = <T>(work: () => Promise<T>) => waitFor('the broker', log, stopping.signal, work, clock)
  const producer = gatherSends(await broker(() => openProducer(kafka, stage.name)), outputBatchBytes, clock)
  const partitions = new StagePartitions({
    newWorker: (partition) =>
      new PartitionWorker({
        ...{ stage, group, partition, io, producer, throttle, tracer, brake, clock },
        budgetMs: settings.STAGE_MESSAGE_SECONDS * 1000,
        log: log.child({ partition }),
        stopping: stopping.signal,
        seek: (offset) => partitions.seek(partition, offset),
      }),
    inTurn: placesByWeight(options.concurrency),
    heavyAside: options.heavyAside,
    seek: (partition, offset) => consumer.seek(topic, partition, offset),
    commit: (partition, offset) => consumer.commit(topic, partition, offset),
    readMarks: () => readMarks(kafka, group, topic, log),
    poisonTries: settings.STAGE_POISON_TRIES,
    sessionMs: settings.KAFKA_SESSION_TIMEOUT_MS,
    hung: (partition) =>
      options.leave(new Error(`a message of partition ${partition} goes on though it was told to end`)),
    log,
    clock,
    signal: stopping.signal,
  })

  const consumer = await broker(() =>
    connectConsumer(kafka, {
      stage: stage.name,
      group,
      topics: [topic],
      sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
      asideMs,
      log,
      clock,
      eachBatch: (batch) => partitions.handleBatch(batch),
      assigned: () => partitions.assigned(),
      handingBack: () => partitions.handingBack(),
      crashed: options.leave,
    }).catch((error: unknown) => {
      throw brokerError(error)
    }),
  )
  const endEnforcing = clock.every(betweenLooksMs, () => partitions.enforceBudgets())
  const gathers = stage.flush !== undefined || stage.idle !== undefined
  const endTicking = gathers ? clock.every(tickMs, () => void partitions.tick()) : undefined

  return {
    isMember: consumer.isMember,
    isBraked: () => brake.on,
    assignment: consumer.assignment,
    async finish() {
      const stop = () => stopping.abort(new Error('the stage stops'))
      const endPatience = clock.after(settings.SHUTDOWN_SECONDS * 600, stop)
      endTicking?.()
      await consumer.stop()
      endEnforcing()
      endPatience()
      stop()
      await partitions.forget()
    },
    leave: () => consumer.disconnect(),
    close: () => producer.close(),
  }
}
