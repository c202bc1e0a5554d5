import type { VirtualTime } from '../VirtualTime.ts'
import { protocolError } from './protocolError.ts'

interface Member {
  readonly id: string
  readonly sessionMs: number
  readonly rebalanceMs: number
  /** Its place in the generation to come. */
  joining: ((generation: number) => void) | undefined
  partitions: readonly number[]
  expire: () => void
}

export interface Committed {
  readonly offset: bigint
  readonly metadata: string | null
}

/** A consumer group as the coordinator keeps it: eager rebalancing, sessions, commits of the present generation alone. */
export class MemoryGroup {
  readonly offsets = new Map<number, Committed>()
  /** Told of each commit that was taken, before it counts. */
  onCommit: (partition: number, offset: bigint, metadata: string | null) => void = () => undefined
  /** A member was silent for its session. */
  onExpiry: (member: string) => void = () => undefined
  readonly #time: VirtualTime
  readonly #partitions: number
  readonly #tell: (sentence: string) => void
  readonly #members = new Map<string, Member>()
  #generation = 0
  #isRebalancing = false
  #endRebalance: (() => void) | undefined

  constructor(time: VirtualTime, partitions: number, tell: (sentence: string) => void) {
    this.#tell = tell
    this.#time = time
    this.#partitions = partitions
  }

  get members(): readonly string[] {
    return [...this.#members.keys()]
  }

  partitionsOf(id: string): readonly number[] {
    return this.#members.get(id)?.partitions ?? []
  }

  join(id: string, sessionMs: number, rebalanceMs: number, joined: (generation: number) => void): void {
    const known = this.#members.get(id)
    const member: Member = known ?? {
      ...{ id, sessionMs, rebalanceMs, partitions: [], joining: undefined },
      expire: () => undefined,
    }
    member.joining = joined
    this.#members.set(id, member)
    this.#heard(member)
    this.#rebalance()
  }

  heartbeat(id: string, generation: number): void {
    this.#heard(this.#memberOf(id, generation))
    if (this.#isRebalancing) throw protocolError('REBALANCE_IN_PROGRESS')
  }

  commit(id: string, generation: number, offsets: ReadonlyMap<number, Committed>): void {
    this.#heard(this.#memberOf(id, generation))
    for (const [partition, committed] of offsets) {
      this.#tell(`${id} commits ${partition} at ${committed.offset} ${committed.metadata ?? ''}`)
      this.onCommit(partition, committed.offset, committed.metadata)
      this.offsets.set(partition, committed)
    }
  }

  leave(id: string): void {
    const member = this.#members.get(id)
    if (member === undefined) return
    this.#tell(`${id} leaves the group`)
    member.expire()
    this.#members.delete(id)
    this.#rebalance()
  }

  #memberOf(id: string, generation: number): Member {
    const member = this.#members.get(id)
    if (member === undefined) throw protocolError('UNKNOWN_MEMBER_ID')
    if (generation !== this.#generation) throw protocolError('ILLEGAL_GENERATION')
    return member
  }

  #heard(member: Member): void {
    member.expire()
    member.expire = this.#time.after(member.sessionMs, () => {
      // Whoever waits for the others to join is not silent.
      if (member.joining !== undefined) {
        this.#heard(member)
        return
      }
      this.onExpiry(member.id)
      this.leave(member.id)
    })
  }

  #rebalance(): void {
    this.#isRebalancing = true
    const members = [...this.#members.values()]
    if (members.every(({ joining }) => joining !== undefined)) {
      this.#complete()
      return
    }
    const longest = Math.max(...members.map(({ rebalanceMs }) => rebalanceMs))
    this.#endRebalance ??= this.#time.after(longest, () => this.#complete())
  }

  #complete(): void {
    this.#endRebalance?.()
    this.#endRebalance = undefined
    for (const [id, member] of this.#members) {
      if (member.joining !== undefined) continue
      member.expire()
      this.#members.delete(id)
    }
    this.#generation += 1
    this.#isRebalancing = false
    const members = [...this.#members.values()]
    this.#tell(`generation ${this.#generation}: ${members.map(({ id }) => id).join(', ')}`)
    for (const [index, member] of members.entries()) {
      const own = Array.from({ length: this.#partitions }, (_, partition) => partition)
      member.partitions = own.filter((partition) => (partition + this.#generation) % members.length === index)
      this.#heard(member)
      const { joining } = member
      member.joining = undefined
      joining?.(this.#generation)
    }
  }
}
