import type { RawMessage } from '@floatchat/kafka/deadLetter'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import type { Chance } from '../Chance.ts'
import type { VirtualProcess } from '../VirtualProcess.ts'
import type { VirtualTime } from '../VirtualTime.ts'
import { MemoryGroup } from './MemoryGroup.ts'
import { connectionError, protocolError } from './protocolError.ts'

/** How often what goes wrong between a broker and its clients does so, of each request. */
export interface Weather {
  /** A request takes seconds. */
  readonly slow: number
  /** It never arrives, and the client gives up. */
  readonly lost: number
  /** It has its effect, or a part of it, and the client gives up. */
  readonly unanswered: number
}

export const calm: Weather = { slow: 0, lost: 0, unanswered: 0 }

/** @param effect `share`, from 0 to 1, says how much of it is done before the connection breaks. */
export type Connection = <T>(effect: (share: number) => T) => Promise<T>

/** Topics, consumer groups, and the way to them, in memory. */
export class MemoryBroker {
  readonly time: VirtualTime
  readonly partitions: number
  weather = calm
  /** Hears what happens, where somebody wants to know. */
  tell: (sentence: string) => void = () => undefined
  isAway = false
  /** So that each has a name of its own. */
  membersMade = 0
  readonly #chance: Chance
  readonly #topics = new Map<string, RawMessage[][]>()
  readonly #groups = new Map<string, MemoryGroup>()
  #waiting: (() => void)[] = []

  constructor(time: VirtualTime, chance: Chance, partitions: number) {
    this.time = time
    this.partitions = partitions
    this.#chance = chance
  }

  /** The messages of a topic by partition; an empty topic where there is none. */
  topic(name: string): RawMessage[][] {
    const known = this.#topics.get(name)
    if (known !== undefined) return known
    const made = Array.from({ length: this.partitions }, () => [])
    this.#topics.set(name, made)
    return made
  }

  group(name: string): MemoryGroup {
    const known = this.#groups.get(name)
    if (known !== undefined) return known
    const made = new MemoryGroup(this.time, this.partitions, (sentence) => this.tell(sentence))
    this.#groups.set(name, made)
    return made
  }

  append(partition: number, message: EncodedMessage): void {
    const log = this.topic(message.topic)[partition]
    if (log === undefined) throw protocolError('UNKNOWN_TOPIC_OR_PARTITION')
    const { topic, value, headers } = message
    const key = typeof message.key === 'string' ? Buffer.from(message.key) : message.key
    this.tell(`${topic}/${partition} ${log.length} <- ${value}`)
    log.push({ topic, partition, offset: BigInt(log.length), timestamp: this.time.now, key, value, headers })
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** Called once when something was appended next. */
  onAppend(call: () => void): void {
    this.#waiting.push(call)
  }

  /** A way to the broker of a process: what goes by it arrives in the order in which it was sent. */
  connection(process: VirtualProcess): Connection {
    let lastArrival = 0
    return (effect) => {
      const { slow } = this.weather
      const delay = this.#chance.is(slow) ? this.#chance.between(500, 12_000) : this.#chance.between(0, 4)
      lastArrival = Math.max(lastArrival, this.time.now + delay)
      return this.#request(process, lastArrival, effect)
    }
  }

  /**
   * A request of a process: has its effect when it arrives, whatever becomes of who sent it, and is answered later.
   */
  #request<T>(process: VirtualProcess, arrival: number, effect: (share: number) => T): Promise<T> {
    const { lost, unanswered } = this.weather
    const isLost = this.#chance.is(lost)
    const breaks = this.#chance.is(unanswered)
    const share = breaks ? this.#chance.next() : 1
    const back = this.#chance.between(0, 4)
    return new Promise((resolve, reject) => {
      const fail = () => void process.after(this.#chance.between(10, 3_000), () => reject(connectionError()))
      if (!process.isAlive) return
      this.time.at(arrival, () => {
        if (this.isAway || isLost) return fail()
        try {
          const answer = effect(share)
          if (breaks) fail()
          else process.after(back, () => resolve(answer))
        } catch (error) {
          process.after(back, () => reject(error as Error))
        }
      })
    })
  }
}
