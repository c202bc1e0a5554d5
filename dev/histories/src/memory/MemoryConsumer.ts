import { EventEmitter } from 'node:events'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import type { ConsumerConfig, ConsumerRunConfig, EachBatchPayload, Offsets } from 'kafkajs'
import type { VirtualProcess } from '../VirtualProcess.ts'
import type { Connection, MemoryBroker } from './MemoryBroker.ts'
import type { Committed, MemoryGroup } from './MemoryGroup.ts'
import { protocolError, typeOf } from './protocolError.ts'

const events = {
  GROUP_JOIN: 'join',
  HEARTBEAT: 'heartbeat',
  REBALANCING: 'rebalancing',
  STOP: 'stop',
  DISCONNECT: 'disconnect',
  CRASH: 'crash',
} as const

/** So often a broker that is away is tried before the client begins anew. */
const mostTries = 8
/** Messages that one fetch brings of a partition. */
const mostMessages = 6

/** A member of a group, as kafkajs is one. */
export class MemoryConsumer {
  readonly events = events
  readonly #emitter = new EventEmitter()
  readonly #broker: MemoryBroker
  readonly #request: Connection
  readonly #process: VirtualProcess
  readonly #config: ConsumerConfig
  readonly #group: MemoryGroup
  readonly #paused = new Set<number>()
  readonly #seeks = new Map<number, bigint>()
  readonly #positions = new Map<number, bigint>()
  #eachBatch: NonNullable<ConsumerRunConfig['eachBatch']> = async () => undefined
  #topic = ''
  #member: string | undefined
  #generation = 0
  #assigned: readonly number[] = []
  #isRunning = false
  #consuming: Promise<void> = Promise.resolve()
  #lastRequest = 0
  /** Ends the fetch that waits, as the patched client does for what concerns it. */
  #breakOff: () => void = () => undefined

  constructor(broker: MemoryBroker, process: VirtualProcess, config: ConsumerConfig) {
    this.#broker = broker
    this.#request = broker.connection(process)
    this.#process = process
    this.#config = config
    this.#group = broker.group(config.groupId)
  }

  on(event: string, listener: (event: { payload: object }) => void): void {
    this.#emitter.on(event, (payload: object) => listener({ payload }))
  }

  connect(): Promise<void> {
    return this.#request(() => undefined)
  }

  async subscribe({ topics }: { topics: string[] }): Promise<void> {
    this.#topic = topics[0] ?? ''
  }

  async run({ eachBatch }: ConsumerRunConfig): Promise<void> {
    if (this.#isRunning) return
    this.#eachBatch = eachBatch ?? this.#eachBatch
    this.#lastRequest = this.#process.wall()
    this.#seeks.clear()
    this.#isRunning = true
    await this.#join()
    this.#consuming = this.#consume()
  }

  seek({ partition, offset }: { partition: number; offset: string }): void {
    this.#seeks.set(partition, BigInt(offset))
    this.#breakOff()
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return
    this.#isRunning = false
    this.#breakOff()
    await this.#consuming
    const member = this.#member
    this.#member = undefined
    if (member !== undefined) await this.#request(() => this.#group.leave(member)).catch(() => undefined)
    this.#emitter.emit(events.STOP, {})
  }

  async disconnect(): Promise<void> {
    await this.stop()
    this.#emitter.emit(events.DISCONNECT, {})
  }

  async #join(): Promise<void> {
    const { sessionTimeout = 30_000, rebalanceTimeout = 60_000 } = this.#config
    for (;;) {
      const member = this.#member ?? `${this.#process.name}-${this.#broker.membersMade++}`
      this.#member = member
      try {
        this.#generation = await new Promise((resolve, reject) => {
          const joined = (generation: number) => void this.#process.after(0, () => resolve(generation))
          this.#request(() => this.#group.join(member, sessionTimeout, rebalanceTimeout, joined)).catch(reject)
        })
        break
      } catch {
        await this.#process.sleep(200)
      }
    }
    this.#assigned = this.#group.partitionsOf(this.#member)
    this.#positions.clear()
    this.#seeks.clear()
    this.#paused.clear()
    this.#emitter.emit(events.GROUP_JOIN, { memberAssignment: { [this.#topic]: [...this.#assigned] } })
  }

  async #consume(): Promise<void> {
    let tries = 0
    while (this.#isRunning) {
      try {
        await this.#round()
        tries = 0
      } catch (error) {
        const type = typeOf(error)
        if (type === 'REBALANCE_IN_PROGRESS' || type === 'UNKNOWN_MEMBER_ID' || type === 'ILLEGAL_GENERATION') {
          if (type === 'REBALANCE_IN_PROGRESS') this.#emitter.emit(events.REBALANCING, {})
          else this.#member = undefined
          if (this.#isRunning) await this.#join()
        } else if (++tries < mostTries) await this.#process.sleep(Math.min(50 * 2 ** tries, 2_000))
        else await this.#restart(error)
      }
    }
  }

  /** `restartOnFailure` lets it begin anew, as another member. */
  async #restart(error: unknown): Promise<void> {
    this.#emitter.emit(events.CRASH, { error, restart: true })
    this.#member = undefined
    this.#seeks.clear()
    await this.#process.sleep(1_000)
    if (this.#isRunning) await this.#join()
  }

  /** One fetch, and all batches of it. */
  async #round(): Promise<void> {
    const batches = await this.#fetch()
    if (batches.length === 0) {
      await this.#heartbeat()
      return this.#somethingComes()
    }
    await Promise.all(
      batches.map(async (messages) => {
        await this.#eachBatch(this.#payloadOf(messages))
        await this.#heartbeat()
      }),
    )
  }

  async #fetch(): Promise<readonly RawMessage[][]> {
    for (const partition of this.#assigned) {
      const offset = this.#seeks.get(partition)
      if (offset !== undefined) this.#positions.set(partition, offset)
      this.#seeks.delete(partition)
    }
    const fetched = await this.#request(() => {
      const log = this.#broker.topic(this.#topic)
      return this.#assigned
        .filter((partition) => !this.#paused.has(partition))
        .map((partition) => {
          const position = this.#positions.get(partition) ?? this.#group.offsets.get(partition)?.offset ?? 0n
          this.#positions.set(partition, position)
          return (log[partition] ?? []).slice(Number(position), Number(position) + mostMessages)
        })
    })
    return fetched.filter(([first]) => {
      return first !== undefined && !this.#paused.has(first.partition) && !this.#seeks.has(first.partition)
    })
  }

  /** A fetch that finds nothing is answered when something comes, and ends for a while with each heartbeat. */
  #somethingComes(): Promise<void> {
    return new Promise((resolve) => {
      const clear = this.#process.after(this.#config.heartbeatInterval ?? 3_000, resolve)
      const soon = () => {
        clear()
        this.#process.after(0, resolve)
      }
      this.#breakOff = soon
      this.#broker.onAppend(soon)
    })
  }

  async #heartbeat(): Promise<void> {
    const { heartbeatInterval = 3_000 } = this.#config
    const member = this.#member
    const generation = this.#generation
    if (member === undefined || this.#process.wall() < this.#lastRequest + heartbeatInterval) return
    // Those who ask meanwhile share this one.
    this.#lastRequest = this.#process.wall()
    await this.#request(() => this.#group.heartbeat(member, generation))
    this.#emitter.emit(events.HEARTBEAT, {})
  }

  #payloadOf(messages: readonly RawMessage[]): EachBatchPayload {
    const partition = messages[0]?.partition ?? 0
    const highWatermark = String(this.#broker.topic(this.#topic)[partition]?.length ?? 0)
    const batch = {
      ...{ topic: this.#topic, partition, highWatermark },
      messages: messages.map((one) => ({ ...one, offset: String(one.offset), timestamp: String(one.timestamp) })),
    }
    const payload: Omit<EachBatchPayload, 'uncommittedOffsets'> = {
      batch: batch as unknown as EachBatchPayload['batch'],
      resolveOffset: (offset) => this.#positions.set(partition, BigInt(offset) + 1n),
      heartbeat: () => this.#heartbeat(),
      pause: () => {
        this.#paused.add(partition)
        return () => {
          this.#paused.delete(partition)
          this.#breakOff()
          return undefined
        }
      },
      commitOffsetsIfNecessary: (offsets) => this.#commit(offsets),
      isRunning: () => this.#isRunning,
      isStale: () => this.#seeks.has(partition),
    }
    return payload as EachBatchPayload
  }

  async #commit(offsets: Offsets | undefined): Promise<void> {
    const member = this.#member
    const generation = this.#generation
    const committed = new Map<number, Committed>()
    for (const { partitions } of offsets?.topics ?? []) {
      // The request has a field for words, which the client's type leaves out.
      for (const { partition, offset, metadata = null } of partitions as {
        metadata?: string
        partition: number
        offset: string
      }[]) {
        committed.set(partition, { offset: BigInt(offset), metadata })
      }
    }
    if (committed.size === 0) return
    await this.#request(() => {
      if (member === undefined) throw protocolError('UNKNOWN_MEMBER_ID')
      this.#group.commit(member, generation, committed)
    })
  }
}
