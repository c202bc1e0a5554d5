import { pipeline } from '@floatchat/contracts/pipeline'
import type { AskAdmin } from '@floatchat/kafka/KeptAdmin'
import { type StagePosition, stagePositions } from '@floatchat/kafka/stagePositions'
import type { Logger } from '@floatchat/service/logger'
import { z } from 'zod'
import { stageMembers } from '../http/httpMetrics.ts'
import { repeat } from '../repeat.ts'

export const stageHealthJson = z
  .object({
    stage: z.string(),
    state: z
      .enum(['ok', 'no_instance', 'behind'])
      .describe('no_instance: nobody is in its consumer group; behind: records wait for longer than BEHIND_SECONDS.'),
    instances: z.int().describe('Members of its consumer group.'),
    lag: z.int().describe('Messages that it has not committed.'),
    detail: z.string().nullable().describe('A sentence where the state is not ok.'),
  })
  .meta({ id: 'StageHealth' })
export type StageHealth = z.output<typeof stageHealthJson>

/** The way of a file after the gateway. */
const way = pipeline.flatMap(({ name, reads: [topic], step }) =>
  step === undefined || topic === undefined ? [] : [{ stage: name, topic }],
)
const everyMs = 5_000
/** While every stage is there and nothing waits: a look is some twenty requests to the broker. */
const restMs = 10_000

/** Looks now and then whether every stage on the way of a file has an instance, and whether it keeps up. */
export class PipelineWatch {
  readonly #behindSeconds: number
  readonly #watching: { stop(): Promise<void> }
  #stages: readonly StageHealth[] = []

  constructor(options: {
    readonly ask: AskAdmin
    readonly topicPrefix: string
    /** A stage is behind where records have waited for longer. */
    readonly behindSeconds: number
    readonly log: Logger
  }) {
    const { ask, topicPrefix, behindSeconds, log } = options
    this.#behindSeconds = behindSeconds
    this.#watching = repeat(
      'looking at the stages',
      () => (this.#isAtRest() ? restMs : everyMs),
      log,
      async () => {
        try {
          const since = Date.now() - behindSeconds * 1000
          const positions = await stagePositions(ask, topicPrefix, way, [since])
          this.#stages = way.flatMap(({ stage }) => {
            const position = positions.get(stage)
            return position === undefined ? [] : [this.#healthOf(position, since)]
          })
        } catch (error) {
          // The broker is away, which `checks` says: nothing is known of the stages.
          this.#stages = []
          throw error
        }
      },
    )
  }

  /** As it was some seconds ago; nothing while the broker is away. */
  get stages(): readonly StageHealth[] {
    return this.#stages
  }

  /** Why a job that is in this stage may have to wait for longer than usual. */
  waitsFor(stage: string | null): StageHealth | null {
    return this.#stages.find((one) => one.stage === stage && one.state !== 'ok') ?? null
  }

  stop(): Promise<void> {
    return this.#watching.stop()
  }

  #isAtRest(): boolean {
    return this.#stages.length > 0 && this.#stages.every(({ state, lag }) => state === 'ok' && lag === 0)
  }

  #healthOf(position: StagePosition, since: number): StageHealth {
    const { stage, instances, lag } = position
    stageMembers.set({ stage }, instances)
    if (instances === 0) {
      const detail = `No ${stage} is running: files wait until one is started; none is lost.`
      return { stage, state: 'no_instance', instances, lag, detail }
    }
    if (!position.isPast(since)) {
      const detail = `The ${stage} is behind: ${lag} messages wait, some for more than ${this.#behindSeconds} s.`
      return { stage, state: 'behind', instances, lag, detail }
    }
    return { stage, state: 'ok', instances, lag, detail: null }
  }
}
