import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '../src/openSystem.ts'
import type { FaultySystem } from './openFaultySystem.ts'

export interface Strike {
  readonly what: ServiceName | 'broker' | 'database'
  readonly which: number
  readonly how: 'kill' | 'pause'
}

/** Longer than the 6 s after which a group takes a silent member for dead: another has its partitions when it wakes. */
const pauseMs = 7_500

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

  /** `which` chooses among the instances of a service; one of these can also be stopped for longer than its session. */
  strike({ what: victim, which, how }: Strike): Promise<void> {
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
      if (how === 'pause') {
        instance.signal('SIGSTOP')
        await sleep(pauseMs)
        instance.signal('SIGCONT')
        return
      }
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
