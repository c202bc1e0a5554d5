import type { Clock } from '@floatchat/service/Clock'
import { gathered } from '@floatchat/service/gathered'
import type { Offsets } from 'kafkajs'
import type { Membership } from './Membership.ts'

interface OffsetOfGeneration {
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly generation: number
}

type SendCommit = (offsets: Offsets) => Promise<void>

/**
 * A fetch that brings less than `fewBytes` is followed by a pause before the next, so that small files that come
 * one after the other go on together and share requests, transactions and commits. The pause is after the work:
 * a file that comes alone waits for nothing.
 */
const fewBytes = 1 << 18
const pausesMs = { first: 20, longest: 40 }

/** The commits of all partitions of a member, those of about the same time in one request. */
export class OffsetCommits {
  readonly #membership: Membership
  readonly #longestPauseMs: number
  readonly #clock: Clock
  readonly #gathered: (offsets: readonly OffsetOfGeneration[]) => Promise<void>
  /** Before the first batch there is nothing to commit. */
  #send: SendCommit = () => Promise.resolve()
  #batchesUnderWay = 0
  #bytesFetched = 0
  #pausesInARow = 0
  #resumedAt = 0

  constructor(membership: Membership, clock: Clock, longestPauseMs: number = pausesMs.longest) {
    this.#clock = clock
    this.#membership = membership
    this.#longestPauseMs = longestPauseMs
    this.#gathered = gathered(
      (offsets) => this.#commitAll(offsets),
      () => (this.#bytesFetched < fewBytes ? clock.sleep(this.#nextPauseMs()) : clock.turn()),
    )
  }

  /**
   * A batch of so many bytes was fetched.
   *
   * @param send the same for all batches: the group's.
   */
  batchBegins(bytes: number, send: SendCommit): void {
    this.#bytesFetched = this.#batchesUnderWay === 0 ? bytes : this.#bytesFetched + bytes
    this.#batchesUnderWay += 1
    this.#send = send
  }

  batchEnds(): void {
    this.#batchesUnderWay -= 1
  }

  /**
   * Commits with the other partitions, a moment later where little came.
   *
   * @param begunIn the generation in which the work began: a batch that was set aside may end when its partition is
   * another's, who has come further.
   */
  async commit(begunIn: number, topic: string, partition: number, offset: bigint): Promise<void> {
    await this.#gathered([{ topic, partition, offset: String(offset), generation: begunIn }])
    this.#membership.assertStill(begunIn)
  }

  async #commitAll(offsets: readonly OffsetOfGeneration[]): Promise<void> {
    const own = offsets.filter(({ generation }) => generation === this.#membership.generation)
    const topics = [...Map.groupBy(own, ({ topic }) => topic)].map(([topic, partitions]) => ({
      topic,
      partitions: partitions.map(({ partition, offset }) => ({ partition, offset })),
    }))
    this.#resumedAt = this.#clock.monotonic()
    await this.#membership.heeding(this.#send({ topics }))
  }

  /** Twice as long as the last where what was waited for came at once. */
  #nextPauseMs(): number {
    const cameAtOnce = this.#clock.monotonic() - this.#resumedAt < 2 * pausesMs.first
    this.#pausesInARow = cameAtOnce ? this.#pausesInARow + 1 : 0
    return Math.min(pausesMs.first * 2 ** this.#pausesInARow, this.#longestPauseMs)
  }
}
