import type { RawMessage } from './deadLetter.ts'

/** Messages of one partition that were fetched together, and what may be done about them. */
export interface PartitionBatch {
  readonly topic: string
  readonly partition: number
  readonly messages: readonly RawMessage[]
  /** The stage is to hand back the partition soon: begin no further message. */
  isEnding(): boolean
  /** All before `next` is handled. */
  resolve(next: bigint): void
  /** Commits with the other partitions, in one request; where little came, a moment later. */
  commit(offset: bigint): Promise<void>
  /** Commits at once, with a few words beside the offset. */
  mark(offset: bigint, words: string): Promise<void>
  /** The batch has to wait: the other partitions are fetched for meanwhile. */
  setAside(): void
}
