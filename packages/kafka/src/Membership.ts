import type { Clock } from '@floatchat/service/Clock'
import { consumerLag, groupMember } from '@floatchat/service/metrics'
import type { Consumer } from 'kafkajs'
import type { Logger } from 'pino'
import { isRebalance } from './isRebalance.ts'

/** Partitions by topic. */
export type Assignment = Readonly<Record<string, number[]>>

export interface MembershipOptions {
  readonly stage: string
  readonly sessionTimeoutMs: number
  readonly log: Logger
  readonly clock: Clock
  /** The partitions that this instance now has; whatever it had gathered is read again. */
  readonly assigned: (assignment: Assignment) => void
  /** The group is about to be shared out anew, and still takes commits of this member. */
  readonly handingBack?: () => void
}

/** The place of a consumer in its group, as far as it knows. */
export class Membership {
  readonly #options: MembershipOptions
  #isMember = false
  /** Why the group no longer counts on this member as it is; undefined where it does. */
  #refusal: unknown
  /** When the group was last known to count on this member. */
  #heardAt: number
  #assignment: Assignment = {}
  #generation = 0

  constructor(consumer: Consumer, options: MembershipOptions) {
    this.#options = options
    this.#heardAt = options.clock.monotonic()
    this.#setMember(false)
    const { GROUP_JOIN, HEARTBEAT, REBALANCING, STOP, DISCONNECT, CRASH } = consumer.events
    consumer.on(GROUP_JOIN, ({ payload }) => this.#join(payload.memberAssignment))
    consumer.on(HEARTBEAT, () => {
      this.#heardAt = this.#options.clock.monotonic()
      // A client whose joining failed goes on as it was, and may be what it was.
      if (this.#refusal === undefined && this.#generation > 0) this.#setMember(true)
    })
    for (const event of [REBALANCING, STOP, DISCONNECT, CRASH] as const) {
      consumer.on(event, () => this.#setMember(false))
    }
    consumer.on(REBALANCING, () => options.handingBack?.())
  }

  get isMember(): boolean {
    return this.#isMember
  }

  get assignment(): Assignment {
    return this.#assignment
  }

  /** Counts the times that the group was joined. */
  get generation(): number {
    return this.#generation
  }

  /** @throws Error where the group was joined anew since that generation. */
  assertStill(generation: number): void {
    if (generation !== this.#generation) throw new Error('the group was joined anew meanwhile')
  }

  /**
   * Whether its messages may be another's soon, or by now, as for a process that was stopped for longer than a session
   * and wakes up.
   */
  get isEnding(): boolean {
    return (
      this.#refusal !== undefined || this.#options.clock.monotonic() - this.#heardAt > this.#options.sessionTimeoutMs
    )
  }

  /**
   * The answer to a heartbeat or a commit that the client did not send by itself: where it is refused, the group has said
   * why. What was sent before the group was joined anew says nothing of now.
   */
  async heeding(answer: Promise<void>): Promise<void> {
    const sentIn = this.#generation
    try {
      await answer
    } catch (error) {
      if (isRebalance(error) && this.#refusal === undefined && sentIn === this.#generation) {
        this.#refusal = error
        this.#options.handingBack?.()
      }
      throw error
    }
  }

  /**
   * Has the client join the group again where it was refused: it hears of that only from requests of its own. Those may
   * be answered well meanwhile, by a coordinator that has just loaded the group, when its offsets go to the one before.
   *
   * @throws what the group said
   */
  assertNotRefused(): void {
    if (this.#refusal !== undefined) throw this.#refusal
  }

  #join(assignment: Assignment): void {
    this.#setMember(true)
    this.#generation += 1
    this.#refusal = undefined
    this.#heardAt = this.#options.clock.monotonic()
    this.#assignment = assignment
    this.#options.log.info(assignment, 'member of the group')
    // The lag of a partition that went to another instance is that instance's to tell.
    consumerLag.reset()
    this.#options.assigned(assignment)
  }

  #setMember(isMember: boolean): void {
    this.#isMember = isMember
    groupMember.set({ stage: this.#options.stage }, isMember ? 1 : 0)
  }
}
