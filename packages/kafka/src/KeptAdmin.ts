import type { Admin, Kafka } from 'kafkajs'

/** After so long a new connection is opened: the client looks for added partitions only every five minutes. */
const mostMs = 60_000

/** Does some work with a connection for administration. */
export type AskAdmin = <T>(work: (admin: Admin) => Promise<T>) => Promise<T>

/**
 * A connection for administration that is kept from one question to the next, for who asks every few seconds. Questions
 * take turns; after one that failed the next has a connection of its own, since that may have been at fault.
 */
export class KeptAdmin {
  readonly #kafka: Kafka
  #kept: { readonly admin: Admin; readonly since: number } | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #checking: Promise<unknown> | undefined

  constructor(kafka: Kafka) {
    this.#kafka = kafka
  }

  readonly ask: AskAdmin = (work) => {
    const answered = this.#turn.then(() => this.#answer(work))
    this.#turn = answered.catch(() => {})
    return answered
  }

  /**
   * Whether the broker answers. Who asks while it has not answered yet waits for the same answer: while it is away for
   * long, no line of checks forms.
   */
  readonly check = (): Promise<unknown> => {
    this.#checking ??= this.ask((admin) => admin.describeCluster()).finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  async close(): Promise<void> {
    await this.#turn
    await this.#drop()
  }

  async #answer<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    if (this.#kept !== undefined && performance.now() - this.#kept.since > mostMs) await this.#drop()
    try {
      this.#kept ??= { admin: await this.#connect(), since: performance.now() }
      return await work(this.#kept.admin)
    } catch (error) {
      await this.#drop()
      throw error
    }
  }

  async #connect(): Promise<Admin> {
    const admin = this.#kafka.admin()
    await admin.connect()
    return admin
  }

  async #drop(): Promise<void> {
    const { admin } = this.#kept ?? {}
    this.#kept = undefined
    await admin?.disconnect().catch(() => {})
  }
}
