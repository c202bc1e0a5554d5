import type { FileStaged } from '@floatchat/contracts/generated/records'
import { createLogger } from '@floatchat/service/logger'
import { silentTracer } from '@floatchat/service/tracing'
import { openStageLoop, type StageLoop } from '@floatchat/stage/openStageLoop'
import { Chance } from './Chance.ts'
import { Ledger, names, traceOf } from './Ledger.ts'
import { calm, MemoryBroker } from './memory/MemoryBroker.ts'
import { memoryCodec } from './memory/memoryCodec.ts'
import { memoryKafka } from './memory/memoryKafka.ts'
import { type Fault, type PlannedMessage, planOf, stormMs } from './Plan.ts'
import { plannedStage } from './plannedStage.ts'
import { VirtualProcess } from './VirtualProcess.ts'
import { VirtualTime } from './VirtualTime.ts'

/** As the services have them, but for the time that a message may take and the brake, which many faults would set. */
const settings = {
  KAFKA_SESSION_TIMEOUT_MS: 6_000,
  SHUTDOWN_SECONDS: 25,
  STAGE_BRAKE_SHARE: 2,
  STAGE_MESSAGE_SECONDS: 30,
  STAGE_POISON_TRIES: 3,
}

/** After the storm everything is done within so long, milliseconds: half an hour is an outage's longest. */
const calmMs = 1_800_000

const log = createLogger('history', 'silent')

interface Instance {
  process: VirtualProcess
  loop: Promise<StageLoop> | undefined
  /** It ends in good order. */
  stopped: Promise<void> | undefined
  /** What each partition had in hand last. */
  readonly inHand: Map<number, PlannedMessage>
  /** Whether its supervisor starts it again. */
  isWanted: boolean
  /** Whether it was told to end for a new release: one that dies meanwhile is started again as well. */
  comesAgain: boolean
}

export interface Outcome {
  /** What should not be; empty where all is well. */
  readonly problems: readonly string[]
  /** How long it was, in the time of the history, milliseconds. */
  readonly lasted: number
  /** Processes that ended before their time. */
  readonly deaths: number
}

/**
 * One history of a stage, as its seed has it: the production loop over a log in memory, in virtual time.
 *
 * @param tell hears what happens, with the time before it.
 */
export function runHistory(seed: number, tell?: (sentence: string) => void): Promise<Outcome> {
  return new History(seed, tell).run()
}

const isOf = (member: string, { name }: VirtualProcess) => member.startsWith(`${name}-`)

class History {
  readonly #chance: Chance
  readonly #time = new VirtualTime()
  readonly #plan
  readonly #broker: MemoryBroker
  readonly #codec = memoryCodec()
  readonly #ledger: Ledger
  readonly #instances: Instance[] = []
  readonly #tries = new Map<number, number>()
  #deaths = 0
  #started = 0
  #isCalm = false
  #isOver = false

  constructor(seed: number, tell?: (sentence: string) => void) {
    this.#chance = new Chance(seed)
    this.#plan = planOf(this.#chance)
    this.#broker = new MemoryBroker(this.#time, this.#chance, this.#plan.partitions)
    if (tell !== undefined) this.#broker.tell = (sentence) => tell(`${this.#time.now} ${sentence}`)
    this.#ledger = new Ledger(this.#broker, this.#codec, this.#plan)
    // A member that was silent for too long had something in hand, and nobody knows why it was.
    this.#broker.group(names.group).onExpiry = (member) => this.#silent(member)
  }

  async run(): Promise<Outcome> {
    for (let number = 0; number < this.#plan.instances; number += 1) this.#add()
    for (const message of this.#plan.messages) this.#time.at(message.comesAt, () => this.#send(message))
    for (const fault of this.#plan.faults) this.#time.at(fault.at, () => this.#strike(fault))
    this.#broker.weather = this.#plan.weather
    this.#time.at(stormMs, () => this.#calmDown())
    try {
      await this.#time.until(() => this.#isCalm && this.#ledger.isDone, stormMs + calmMs)
      await this.#stopAll()
    } catch (error) {
      this.#ledger.problems.push((error as Error).message)
    }
    this.#ledger.checkEnd(settings.STAGE_POISON_TRIES)
    for (const { process } of this.#instances) process.kill()
    return { problems: this.#ledger.problems, lasted: this.#time.now, deaths: this.#deaths }
  }

  async #stopAll(): Promise<void> {
    this.#isOver = true
    const limit = this.#time.now + settings.SHUTDOWN_SECONDS * 1000
    const stopping = this.#instances.filter(({ process }) => process.isAlive)
    // Who was told to stop in the storm may have said so to nobody: its session runs out.
    const heard = stopping.filter((instance) => instance.stopped === undefined)
    let stopped = 0
    for (const instance of stopping) void this.#stop(instance).then(() => (stopped += 1))
    await this.#time.until(() => stopped === stopping.length, limit)
    const { members } = this.#broker.group(names.group)
    for (const { process } of heard) {
      if (members.some((member) => isOf(member, process)))
        this.#ledger.problems.push(`${process.name} has not left its group`)
    }
  }

  #add(): void {
    if (this.#instances.length >= 4) return
    const instance: Instance = {
      process: this.#newProcess(),
      loop: undefined,
      stopped: undefined,
      inHand: new Map(),
      isWanted: true,
      comesAgain: false,
    }
    this.#instances.push(instance)
    this.#start(instance)
  }

  #newProcess(): VirtualProcess {
    return new VirtualProcess(`stage-${this.#started++}`, this.#time, this.#chance)
  }

  #start(instance: Instance): void {
    if (this.#isOver) return
    const { process } = instance
    const end = () => this.#die(instance, process)
    const stage = plannedStage({
      gathers: this.#plan.gathers,
      clock: process,
      kill: end,
      began: (message, partition) => {
        this.#broker.tell(`${process.name} begins message ${message.id} of partition ${partition}`)
        instance.inHand.set(partition, message)
      },
      tries: this.#tries,
      messageOf: (file) => this.#plan.messages[Number(file.filename)] as PlannedMessage,
      chance: () => (this.#isCalm ? 1 : this.#chance.next()),
    })
    instance.loop = openStageLoop(stage, {
      kafka: memoryKafka(this.#broker, process),
      clock: process,
      io: { codec: this.#codec, topicPrefix: '', maxRecordBytes: 900_000, payloads: undefined },
      tracer: silentTracer,
      concurrency: this.#plan.concurrency,
      heavyAside: this.#plan.heavyAside,
      leave: end,
      stopping: new AbortController(),
      ...{ settings, log },
    })
  }

  /** The process is gone from one moment to the next; its supervisor starts another. */
  #die(instance: Instance, process: VirtualProcess): void {
    if (!process.isAlive || instance.loop === undefined) return
    this.#broker.tell(`${process.name} ends`)
    this.#deaths += 1
    this.#interrupt(instance)
    process.kill()
    instance.loop = undefined
    instance.process = this.#newProcess()
    if (!instance.isWanted && !instance.comesAgain) return
    instance.stopped = undefined
    instance.isWanted = true
    instance.comesAgain = false
    this.#time.after(this.#chance.between(200, 3_000), () => this.#start(instance))
  }

  #interrupt({ inHand }: Instance): void {
    for (const message of inHand.values()) this.#ledger.ended(message)
  }

  #silent(member: string): void {
    const owner = this.#instances.find(({ process }) => isOf(member, process))
    if (owner !== undefined) this.#interrupt(owner)
  }

  #stop(instance: Instance): Promise<void> {
    instance.stopped ??= this.#end(instance)
    return instance.stopped
  }

  async #end(instance: Instance): Promise<void> {
    const { process } = instance
    instance.isWanted = false
    const loop = await instance.loop
    if (loop === undefined) return process.kill()
    await loop.finish()
    await loop.leave()
    await loop.close()
    process.kill()
  }

  #send(message: PlannedMessage): void {
    const { partition, group, heavy } = message
    const record = { file_id: group, job_id: group, filename: String(message.id), staged_at: this.#time.now }
    const value =
      message.kind === 'garbage'
        ? Buffer.from('garbage')
        : this.#codec.encode({ name: names.incoming }, 'FileStaged', record as Partial<FileStaged>)
    const headers = {
      traceparent: `00-${traceOf(message)}-b7ad6b7169203331-01`,
      'floatchat.weight': heavy ? 'heavy' : 'light',
    }
    for (let copy = 0; copy <= Number(message.twice); copy += 1) {
      this.#ledger.sent(message)
      this.#broker.append(partition, { topic: names.incoming, key: group, value, headers })
    }
  }

  #strike(fault: Fault): void {
    this.#broker.tell(JSON.stringify(fault))
    if (fault.kind === 'add') this.#add()
    else if (fault.kind === 'away') this.#loseBroker(fault.ms)
    else this.#strikeInstance(fault)
  }

  #strikeInstance(fault: Exclude<Fault, { kind: 'add' | 'away' }>): void {
    const instance = this.#instances[fault.instance % this.#instances.length]
    if (instance === undefined || !instance.isWanted || this.#isOver) return
    switch (fault.kind) {
      case 'kill':
        this.#die(instance, instance.process)
        break
      case 'stop':
        this.#restart(instance)
        break
      case 'freeze':
        this.#interrupt(instance)
        instance.process.freeze(fault.ms)
        break
      case 'clock':
        instance.process.setClock(fault.ms)
        break
    }
  }

  /** Ends in good order and comes again, as for a new release. */
  #restart(instance: Instance): void {
    if (instance.loop === undefined) return
    const { process } = instance
    instance.comesAgain = true
    const again = () => {
      if (this.#isOver) return
      instance.stopped = undefined
      instance.comesAgain = false
      instance.process = this.#newProcess()
      instance.isWanted = true
      instance.loop = undefined
      this.#start(instance)
    }
    void this.#stop(instance).then(() => void this.#time.after(500, again))
    // A supervisor does not wait for ever.
    this.#time.after(settings.SHUTDOWN_SECONDS * 1000, () => {
      if (instance.process !== process || !process.isAlive) return
      this.#interrupt(instance)
      process.kill()
      again()
    })
  }

  #loseBroker(ms: number): void {
    for (const instance of this.#instances) this.#interrupt(instance)
    if (this.#isCalm) return
    this.#broker.isAway = true
    this.#time.after(ms, () => {
      this.#broker.isAway = false
    })
  }

  #calmDown(): void {
    this.#broker.weather = calm
    this.#broker.isAway = false
    this.#isCalm = true
    this.#broker.tell('calm')
  }
}
