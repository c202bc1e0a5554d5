import type { Topic } from '@floatchat/contracts/topics'
import type { DeadLetter } from '@floatchat/kafka/deadLetter'
import type { Received } from './Stage.ts'

/** What a projection is told: a record of one of its topics, or a dead letter of any stage. */
export type ProjectionEvent<In extends Topic> =
  | {
      readonly kind: 'record'
      readonly topic: string
      readonly message: Received<In>
      readonly traceparent: string | undefined
    }
  | { readonly kind: 'dead-letter'; readonly letter: DeadLetter }

export interface Projection<In extends Topic> {
  readonly name: 'gateway'
  readonly topics: readonly In[]
  /** Whether the dead letters of all stages are read too. */
  readonly deadLetters: boolean
  /**
   * Brings the projection up to date with the events, in their order within a topic's partition. Events
   * come again after a crash; those of different topics come in any order. The offsets are committed
   * when it resolves; an outage is waited out; any other error sends the batch's events through one by
   * one, and the one that fails to the dead letters.
   */
  readonly apply: (events: readonly ProjectionEvent<In>[]) => Promise<void>
}
