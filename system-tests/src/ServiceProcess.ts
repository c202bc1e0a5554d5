import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { choosePort } from '@floatchat/stack/choosePort'
import { repositoryRoot } from '@floatchat/stack/stackSettings'

/** Ports given to a service of this process and not to be given again. */
const taken = new Set<number>()

/** One instance of a service as a process of its own, to be watched, killed and started again. */
export class ServiceProcess {
  readonly service: string
  readonly healthPort: number
  readonly logFile: string
  readonly #environment: Readonly<Record<string, string>>
  #child: ChildProcess | undefined

  private constructor(service: string, healthPort: number, logFile: string, environment: Record<string, string>) {
    this.service = service
    this.healthPort = healthPort
    this.logFile = logFile
    this.#environment = environment
  }

  static async create(service: string, environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const healthPort = await choosePort([], taken)
    const folder = join(tmpdir(), 'floatchat-system-tests', environment.TOPIC_PREFIX ?? 'default')
    mkdirSync(folder, { recursive: true })
    const log = join(folder, `${service}-${healthPort}.log`)
    return new ServiceProcess(service, healthPort, log, { ...environment, HEALTH_PORT: String(healthPort) })
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get log(): string {
    return readFileSync(this.logFile, 'utf8')
  }

  /** `more` is added to the environment of this one start. */
  start(more: Readonly<Record<string, string>> = {}): void {
    const output = openSync(this.logFile, 'a')
    const main = join(repositoryRoot, 'services', this.service, 'src/main.ts')
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
      stdio: ['ignore', output, output],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...this.#environment, ...more },
    })
    closeSync(output)
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name)
  }

  /** Sends the signal and resolves with the exit code, or the signal's name, when the process has ended. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? signal))
    })
    child.kill('SIGCONT')
    child.kill(name)
    return ended
  }

  /** Resolves when /readyz says so. */
  async ready(seconds = 150): Promise<void> {
    const end = Date.now() + seconds * 1000
    let last = 'no answer yet'
    while (Date.now() < end) {
      if (this.#child?.exitCode != null) break
      try {
        const response = await fetch(`http://127.0.0.1:${this.healthPort}/readyz`, {
          signal: AbortSignal.timeout(5_000),
        })
        last = await response.text()
        if (response.ok) return
      } catch (error) {
        last = (error as Error).message
      }
      await sleep(100)
    }
    throw new Error(`the ${this.service} is not ready: ${last}\n${this.log.slice(-3000)}`)
  }

  async metrics(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.healthPort}/metrics`)).text()
  }
}
