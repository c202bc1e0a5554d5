import type { PipelineStageName } from '@floatchat/contracts/pipeline'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import { type GroupStatus, groupStatus } from '@floatchat/kafka/groups'
import { openProducer, type StageProducer } from '@floatchat/kafka/openProducer'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import { ServiceProcess } from './ServiceProcess.ts'

export interface StageUnderTestOptions {
  readonly name: PipelineStageName
  readonly reads: string
  readonly writes: string
  /** Of the system that the stage belongs to; nothing else of it runs. */
  readonly env: Readonly<Record<string, string>>
}

/** One stage as a process by itself, with the topics that it reads and writes in a test's hands. */
export class StageUnderTest {
  readonly name: PipelineStageName
  readonly reads: string
  readonly writes: string
  readonly process: ServiceProcess
  readonly #settings
  readonly #kafka
  #producer: StageProducer | undefined

  constructor({ name, reads, writes, env }: StageUnderTestOptions) {
    this.name = name
    this.reads = reads
    this.writes = writes
    this.process = new ServiceProcess(name, env)
    this.#settings = readSettings(z.object(stageSettings), env)
    this.#kafka = connectKafka(this.#settings, 'musts', createLogger('musts', 'silent'))
  }

  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    this.process.start(more)
    await this.process.ready()
  }

  /** What is on a topic, by its name without the prefix. */
  async read(topic: string): Promise<RawMessage[]> {
    const messages: RawMessage[] = []
    for await (const message of readTopic(this.#kafka, this.#settings.TOPIC_PREFIX + topic)) messages.push(message)
    return messages
  }

  deadLetters(): Promise<RawMessage[]> {
    return this.read(`${this.name}.dlq`)
  }

  /** Puts messages on the topic that it reads, each on its own partition. */
  async give(messages: readonly Pick<RawMessage, 'key' | 'value' | 'headers' | 'partition'>[]): Promise<void> {
    this.#producer ??= await openProducer(this.#kafka, 'musts')
    const topic = this.#settings.TOPIC_PREFIX + this.reads
    await this.#producer.send(
      messages.map(({ key, value, headers, partition }) => ({ topic, key, value, headers, partition })),
    )
  }

  group(): Promise<GroupStatus> {
    return groupStatus(this.#kafka, this.#settings.TOPIC_PREFIX, this.name, [this.reads])
  }

  async close(): Promise<void> {
    await this.process.end('SIGKILL')
    await this.#producer?.close()
  }
}
