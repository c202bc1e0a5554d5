import type { Launch } from '../Part.ts'
import { isRunning } from '../processIdentity.ts'
import type { ProcessState } from '../stackState.ts'
import { startProcess } from '../startProcess.ts'
import { stopProcess } from '../stopProcess.ts'
import { waitUntil } from '../waitUntil.ts'

interface OwnServerOptions {
  /** For sentences. */
  readonly name: string
  readonly log: string
  readonly folder: string
  /** What is run at each start. */
  readonly launch: () => Promise<Launch>
  /** Resolves when it answers; throws while it does not. */
  readonly answers: () => Promise<void>
}

/** A server of a cluster, to be killed, stopped and started again. */
export class OwnServer {
  readonly #options: OwnServerOptions
  #process: ProcessState | undefined

  constructor(options: OwnServerOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#process !== undefined && isRunning(this.#process)
  }

  /** Starts it unless it runs. Does not wait until it answers. */
  async start(): Promise<void> {
    if (this.isRunning) return
    const { launch, log, folder } = this.#options
    this.#process = await startProcess(await launch(), log, folder)
  }

  /** @throws Error where it ended, or does not answer in time. */
  async ready(): Promise<void> {
    const { name, answers, log } = this.#options
    await waitUntil(name, answers, {
      withinMs: 120_000,
      hopeless: () => (this.isRunning ? undefined : `it ended; its log is ${log}.`),
    })
  }

  /** @throws Error where it does not run. */
  signal(name: NodeJS.Signals): void {
    if (this.#process === undefined || !this.isRunning) throw new Error(`${this.#options.name} does not run`)
    process.kill(this.#process.pid, name)
  }

  /** Resolves when it has ended by itself. */
  async ended(withinMs = 30_000): Promise<void> {
    const gone = async () => {
      if (this.isRunning) throw new Error('it still runs')
    }
    await waitUntil(`The end of ${this.#options.name}`, gone, { withinMs })
  }

  /** Ends it in good order, or by SIGKILL where that is asked for. */
  async stop(how: 'in good order' | 'by force' = 'in good order'): Promise<void> {
    if (this.#process === undefined) return
    if (how === 'by force' && this.isRunning) this.signal('SIGKILL')
    await stopProcess(this.#process)
  }
}
