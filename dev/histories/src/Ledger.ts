import { type RawMessage, readDeadLetter } from '@floatchat/kafka/deadLetter'
import type { MemoryBroker } from './memory/MemoryBroker.ts'
import type { MemoryCodec } from './memory/memoryCodec.ts'
import { type Plan, type PlannedMessage, reasonOf } from './Plan.ts'

export const names = {
  incoming: 'files.staged',
  outgoing: 'profiles.parsed',
  deadLetters: 'parser.dlq',
  group: 'parser',
}

export const traceOf = ({ id }: PlannedMessage) => (id + 1).toString(16).padStart(32, '0')

interface Answer {
  readonly file: { readonly file_id: string }
  readonly messages: readonly number[]
  readonly part: number
}

/** What is on the topics, held against what was sent: at every commit, and at the end. */
export class Ledger {
  /** Sentences, each with what should not be. */
  readonly problems: string[] = []
  readonly #broker: MemoryBroker
  readonly #codec: MemoryCodec
  readonly #plan: Plan
  readonly #sent: PlannedMessage[][]
  readonly #members: Map<string, PlannedMessage[]>
  /** Parts of the answers to single messages, and groups that were answered whole. */
  readonly #answered = new Set<string>()
  /** How far the answers of a group have come. */
  readonly #furthest = new Map<string, number>()
  /** Messages that are dead letters: their groups are whole without them. */
  readonly #buried = new Set<number>()
  readonly #letters = new Map<string, string>()
  readonly #seen = new Map<RawMessage[], number>()
  readonly #committed = new Map<number, bigint>()
  /** How often the process ended, or was silent, that had the message in hand. */
  readonly #endings = new Map<number, number>()

  constructor(broker: MemoryBroker, codec: MemoryCodec, plan: Plan) {
    this.#broker = broker
    this.#codec = codec
    this.#plan = plan
    this.#sent = Array.from({ length: plan.partitions }, () => [])
    this.#members = Map.groupBy(plan.messages, ({ group }) => group)
    broker.group(names.group).onCommit = (partition, offset, metadata) => {
      this.#check(partition, offset)
      this.#read(partition, metadata)
    }
  }

  /** The message was appended to its partition. */
  sent(message: PlannedMessage): void {
    this.#sent[message.partition]?.push(message)
  }

  /** The message was in hand when its process ended or fell silent. */
  ended(message: PlannedMessage): void {
    this.#endings.set(message.id, (this.#endings.get(message.id) ?? 0) + 1)
  }

  /** Everything that was sent has been answered and committed, or is held for a group that nobody closes any more. */
  get isDone(): boolean {
    this.#absorb()
    const { offsets } = this.#broker.group(names.group)
    return this.#sent.every((sent, partition) => {
      const offset = offsets.get(partition)?.offset ?? 0n
      const held = sent.findIndex((message) => this.#staysOpen(message))
      if (offset < BigInt(held === -1 ? sent.length : held)) return false
      // What lies behind a group that stays open is answered, and not committed.
      return sent.every(
        (message, at) => at < offset || this.#staysOpen(message) || this.#isAnswered(message, partition, BigInt(at)),
      )
    })
  }

  /**
   * The message that was to close its group was buried: a group like that is given up after a day. Answered it may be all
   * the same, by one that slept meanwhile.
   */
  #staysOpen({ group }: PlannedMessage): boolean {
    if (!this.#plan.gathers) return false
    return (this.#members.get(group) ?? []).some(({ id, closes }) => closes && this.#buried.has(id))
  }

  /** @param tries after how many of them a message counts as one that ends its process. */
  checkEnd(tries: number): void {
    this.#absorb()
    for (const [partition, sent] of this.#sent.entries()) {
      for (const [offset, message] of sent.entries()) this.#checkMessage(message, partition, offset, tries)
    }
  }

  #check(partition: number, offset: bigint): void {
    this.#absorb()
    const before = this.#committed.get(partition) ?? 0n
    // Whoever was not told that its commit was taken begins again where it was before, and says so.
    if (offset < before && this.#plan.weather.unanswered === 0)
      this.problems.push(`partition ${partition} was committed at ${offset}, after ${before}`)
    const sent = this.#sent[partition] ?? []
    for (let at = before; at < offset; at += 1n) {
      const message = sent[Number(at)]
      if (message === undefined)
        this.problems.push(`offset ${at} of partition ${partition} was committed, and nothing is there`)
      else if (!this.#isAnswered(message, partition, at)) {
        this.problems.push(`${tell(message)} was committed before what comes of it was there`)
      }
    }
    this.#committed.set(partition, offset > before ? offset : before)
  }

  /** What was written down to be in hand when a process ended, though it may not have been begun. */
  #read(partition: number, mark: string | null): void {
    const [, offset, times] = /suspect (\d+) times (\d+)/.exec(mark ?? '') ?? []
    const message = offset === undefined ? undefined : this.#sent[partition]?.[Number(offset)]
    if (message === undefined) return
    this.#endings.set(message.id, Math.max(this.#endings.get(message.id) ?? 0, Number(times)))
  }

  #isAnswered(message: PlannedMessage, partition: number, offset: bigint): boolean {
    if (this.#letters.has(`${partition}/${offset}`)) return true
    if (this.#plan.gathers && reasonOf[message.kind] === undefined) return this.#answered.has(message.group)
    if (reasonOf[message.kind] !== undefined) return false
    return Array.from({ length: message.outputs }, (_, part) => part).every((part) =>
      this.#answered.has(`${message.id}/${part}`),
    )
  }

  #checkMessage(message: PlannedMessage, partition: number, offset: number, tries: number): void {
    const letter = this.#letters.get(`${partition}/${offset}`)
    const expected = reasonOf[message.kind]
    if (letter === undefined) {
      if (this.#staysOpen(message)) return
      if (!this.#isAnswered(message, partition, BigInt(offset))) this.problems.push(`${tell(message)} is lost`)
      return
    }
    if (letter === expected) return
    // Whoever has it in hand each time that its process ends is taken for the reason.
    const isTakenFor = letter === 'TOO_EXPENSIVE' && (this.#endings.get(message.id) ?? 0) >= tries - 1
    if (!isTakenFor) this.problems.push(`${tell(message)} is a dead letter: ${letter}`)
  }

  #absorb(): void {
    for (const log of this.#broker.topic(names.deadLetters)) for (const raw of this.#newOf(log)) this.#absorbLetter(raw)
    for (const log of this.#broker.topic(names.outgoing)) for (const raw of this.#newOf(log)) this.#absorbAnswer(raw)
  }

  #newOf(log: RawMessage[]): RawMessage[] {
    const seen = this.#seen.get(log) ?? 0
    this.#seen.set(log, log.length)
    return log.slice(seen)
  }

  #absorbAnswer(raw: RawMessage): void {
    const record = this.#codec.read(raw.value)
    if (record === undefined) return void this.problems.push('bytes that are no record are among the answers')
    const { file, messages, part } = record.value as Answer
    const group = file.file_id
    const members = this.#members.get(group) ?? []
    if (this.#plan.gathers) {
      if (members.every(({ id }) => messages.includes(id) || this.#buried.has(id))) this.#answered.add(group)
    } else {
      const [id = -1] = messages
      // What was said before may be said again, and who slept may say what was buried meanwhile; all else comes in order.
      const place = id * 10 + part
      const key = `${id}/${part}`
      const isLate = this.#answered.has(key) || this.#buried.has(id)
      if (!isLate && place < (this.#furthest.get(group) ?? -1)) {
        this.problems.push(`part ${part} of the answer to message ${id} came after what follows it`)
      }
      this.#furthest.set(group, Math.max(place, this.#furthest.get(group) ?? -1))
      this.#answered.add(key)
    }
    const trace = String(raw.headers.traceparent).split('-')[1]
    if (!members.some((one) => traceOf(one) === trace)) this.problems.push(`the answer of ${group} has lost its trace`)
  }

  #absorbLetter(raw: RawMessage): void {
    const { originalPartition: partition, originalOffset: offset, reasonCode, headers } = readDeadLetter(raw)
    const original = this.#broker.topic(names.incoming)[partition]?.[Number(offset)]
    if (
      original === undefined ||
      !raw.value?.equals(original.value as Buffer) ||
      !raw.key?.equals(original.key as Buffer)
    ) {
      this.problems.push(`the dead letter of offset ${offset} of partition ${partition} has other bytes`)
    }
    for (const name of [
      'kafka_dlt-original-topic',
      '__connect.errors.topic',
      'kafka_dlt-exception-message',
      'traceparent',
    ]) {
      if (headers[name] === undefined) this.problems.push(`a dead letter has no header ${name}`)
    }
    this.#letters.set(`${partition}/${offset}`, reasonCode)
    const message = this.#sent[partition]?.[Number(offset)]
    if (message !== undefined) this.#buried.add(message.id)
  }
}

const tell = ({ id, kind, partition }: PlannedMessage) => `message ${id} (${kind}, partition ${partition})`
