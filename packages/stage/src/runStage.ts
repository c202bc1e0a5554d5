import { setFlagsFromString } from 'node:v8'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { jobsProgress, type Topic } from '@floatchat/contracts/topics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { consumerGroup } from '@floatchat/kafka/consumerGroup'
import { systemClock } from '@floatchat/service/Clock'
import { createLogger, type Logger } from '@floatchat/service/logger'
import { reportErrors } from '@floatchat/service/reportErrors'
import { serveHealth } from '@floatchat/service/serveHealth'
import { type ShutdownPhase, shutdownOnSignal } from '@floatchat/service/shutdown'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { connectTracer } from '@floatchat/service/tracing'
import { waitFor } from '@floatchat/service/waitFor'
import { openStageLoop, type StageLoop } from './openStageLoop.ts'
import type { PayloadStore } from './PayloadStore.ts'
import type { Stage } from './Stage.ts'
import type { StageIo } from './StageIo.ts'

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
  const group = consumerGroup(settings.TOPIC_PREFIX, stage.name)
  const stopping = new AbortController()
  let loop: StageLoop | undefined

  const registry = connectRegistry(settings)
  const health = await serveHealth({
    host: settings.HEALTH_HOST,
    port: settings.HEALTH_PORT,
    live: () => true,
    checks: {
      group: async () => loop?.isMember() ?? false,
      registry: () => registry.check(),
      brake: () => off(() => loop?.isBraked() ?? false),
      ...options.checks,
    },
    about: () => ({ stage: stage.name, group, assignment: loop?.assignment() ?? {} }),
  })
  log.info({ healthPort: health.port }, 'health is answered')

  const io = await connectIo(stage, registry, { settings, log, payloads: options.payloads, signal: stopping.signal })
  const tracer = await connectTracer(stage.name)
  const opened = await openStageLoop(stage, {
    kafka: connectKafka(settings, `floatchat-${stage.name}`, log),
    clock: systemClock,
    ...{ settings, io, tracer, log, stopping },
    concurrency: options.concurrency ?? 3,
    heavyAside: options.heavyAside ?? false,
    leave(error) {
      log.fatal({ err: error }, 'the stage cannot go on: leaving, so that a supervisor starts it again')
      process.exit(1)
    },
  })
  loop = opened

  const phases: ShutdownPhase[] = [
    { name: 'finish', run: () => opened.finish() },
    { name: 'leave', run: () => opened.leave() },
    { name: 'producer', run: () => opened.close() },
    { name: 'traces', run: () => tracer.close() },
    ...(options.close ?? []).map((run, index) => ({ name: `close ${index + 1}`, run })),
    { name: 'health', run: () => health.close() },
  ]
  shutdownOnSignal(phases, settings.SHUTDOWN_SECONDS, log)
  return {
    healthPort: health.port,
    async stop() {
      for (const { run } of phases) await run()
    },
  }
}

/** Waits for the registry, which has to know what the stage writes. */
async function connectIo(
  stage: Stage<Topic, Topic>,
  registry: ReturnType<typeof connectRegistry>,
  options: {
    readonly settings: StageSettings
    readonly payloads: PayloadStore | undefined
    readonly log: Logger
    readonly signal: AbortSignal
  },
): Promise<StageIo> {
  const { settings, payloads, log, signal } = options
  const { TOPIC_PREFIX: topicPrefix, MAX_RECORD_BYTES: maxRecordBytes } = settings
  const writes = [...stage.produces, jobsProgress]
  const codec = await waitFor('the registry', log, signal, () => connectCodec(registry, topicPrefix, writes))
  return { codec, topicPrefix, maxRecordBytes, payloads }
}

/** The check of the brake, for `/readyz`. */
async function off(isBraked: () => boolean): Promise<void> {
  if (isBraked()) throw new Error('too many messages fail for an unknown reason: they wait for a mended release')
}
