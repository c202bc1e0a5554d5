import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '../src/openSystem.ts'
import type { FaultySystem } from './openFaultySystem.ts'

export type Victim = ServiceName | 'broker' | 'database'

/**
 * Kills what it is told to, and starts it again. Of one victim one after the other: what is already dead
 * cannot be killed, and started twice it would run twice. Different victims are down at the same time.
 */
export class Striker {
  readonly #system: FaultySystem
  readonly #queues = new Map<string, Promise<void>>()

  constructor(system: FaultySystem) {
    this.#system = system
  }

  /** `which` chooses among the instances of a service. */
  strike(victim: Victim, which: number): Promise<void> {
    if (victim === 'broker' || victim === 'database') {
      // One queue for both: starting one again waits for all that does not run.
      return this.#inTurn('servers', async () => {
        this.#system.signal(victim === 'broker' ? 'kafka' : 'postgres', victim === 'broker' ? 'SIGKILL' : 'SIGQUIT')
        await sleep(300)
        await this.#system.restartServers()
      })
    }
    const instances = this.#system.instances.filter(({ service }) => service === victim)
    const instance = instances[which % instances.length]
    if (instance === undefined) throw new Error(`no ${victim} was started`)
    return this.#inTurn(instance.logFile, async () => {
      await instance.end('SIGKILL')
      instance.start()
    })
  }

  #inTurn(queue: string, work: () => Promise<void>): Promise<void> {
    const next = (this.#queues.get(queue) ?? Promise.resolve()).then(work)
    this.#queues.set(queue, next)
    return next
  }
}
