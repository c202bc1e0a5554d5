import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemServices } from '@floatchat/contracts/pipeline'
import { repositoryRoot } from '@floatchat/stack/stackSettings'

let created = 0

/** One instance of a service as a process of its own, to be watched, killed and started again. */
export class ServiceProcess {
  readonly service: string
  readonly logFile: string
  /** Where the code lies that it runs from its next start on. */
  code: string
  readonly #environment: Readonly<Record<string, string>>
  #child: ChildProcess | undefined
  /** Where the log of the present start begins. */
  #logStart = 0

  constructor(service: string, environment: Readonly<Record<string, string>>, code: string = repositoryRoot) {
    this.service = service
    this.code = code
    const folder = join(tmpdir(), 'floatchat-system-tests', environment.TOPIC_PREFIX ?? 'default')
    mkdirSync(folder, { recursive: true })
    created += 1
    this.logFile = join(folder, `${service}-${process.pid}-${created}.log`)
    // It binds what is free and says in its log what it got: a port that is looked for first can be lost to another.
    this.#environment = { ...environment, LOG_LEVEL: 'info', PORT: '0', HEALTH_PORT: '0' }
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get log(): string {
    return readFileSync(this.logFile, 'utf8')
  }

  /** The port on which it answers health, or its requests, in this start; undefined until it has said so. */
  get healthPort(): number | undefined {
    return this.#reported('healthPort')
  }
  get port(): number | undefined {
    return this.#reported('port')
  }

  get #hasEnded(): boolean {
    const child = this.#child
    return child === undefined || child.exitCode !== null || child.signalCode !== null
  }

  #reported(name: 'port' | 'healthPort'): number | undefined {
    if (this.#hasEnded) return undefined
    const found = new RegExp(`"${name}":(\\d+)`).exec(this.log.slice(this.#logStart))
    return found === null ? undefined : Number(found[1])
  }

  /** `more` is added to the environment of this one start. */
  start(more: Readonly<Record<string, string>> = {}): void {
    const output = openSync(this.logFile, 'a')
    this.#logStart = fstatSync(output).size
    const main = join(this.code, 'services', this.service, 'src/main.ts')
    // With the options of the manifests, whose bounds of memory are held to what is seen here.
    const { nodeOptions = [] } = systemServices.find(({ name }) => name === this.service) ?? {}
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeOptions, main], {
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
    if (child === undefined || this.#hasEnded) return child?.exitCode ?? null
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
      const { healthPort } = this
      try {
        if (healthPort !== undefined) {
          const response = await fetch(`http://127.0.0.1:${healthPort}/readyz`, { signal: AbortSignal.timeout(5_000) })
          last = await response.text()
          if (response.ok) return
        }
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
