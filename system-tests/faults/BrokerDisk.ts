import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { KafkaNode } from '@floatchat/stack/cluster/startKafkaCluster'
import { run } from '@floatchat/stack/run'
import { fillDisk } from './fillDisk.ts'

const megabytes = 512

/** A small disk in memory for the data of one broker, to be filled and emptied. Linux only, and as root. */
export class BrokerDisk {
  readonly #node: KafkaNode

  private constructor(node: KafkaNode) {
    this.#node = node
  }

  /** Stops the broker, moves its data to the disk, and starts it again. */
  static async mount(node: KafkaNode): Promise<BrokerDisk> {
    await node.stop()
    const aside = `${node.data}.aside`
    renameSync(node.data, aside)
    mkdirSync(node.data)
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', node.data])
    cpSync(aside, node.data, { recursive: true, preserveTimestamps: true })
    rmSync(aside, { recursive: true })
    await node.start()
    await node.ready()
    return new BrokerDisk(node)
  }

  fill(): void {
    fillDisk(this.#ballast)
  }

  empty(): void {
    rmSync(this.#ballast, { force: true })
  }

  /** The broker goes on where it was before. */
  async close(): Promise<void> {
    this.empty()
    await this.#node.stop()
    const aside = `${this.#node.data}.aside`
    cpSync(this.#node.data, aside, { recursive: true, preserveTimestamps: true })
    await run('umount', [this.#node.data])
    rmSync(this.#node.data, { recursive: true })
    renameSync(aside, this.#node.data)
    await this.#node.start()
    await this.#node.ready()
  }

  get #ballast(): string {
    return join(this.#node.data, 'ballast')
  }
}
