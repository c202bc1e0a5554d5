import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Gateway } from '../ingest/uploadFile.ts'
import { must } from './Checks.ts'

/** Its float does not exist: WMO numbers of 99 are given to none. */
export const acceptanceFile = {
  name: 'R9900000_001.nc',
  platform: '9900000',
  levels: 17,
  path: new URL('./R9900000_001.nc', import.meta.url),
} as const

const me = z.object({ name: z.string().nullable(), role: z.string().nullable(), allowed: z.array(z.string()) })
const job = z.object({
  status: z.enum(['pending', 'running', 'succeeded', 'failed']),
  error_log: z.string().nullable(),
  profiles_ingested: z.number(),
})
const health = z.object({
  status: z.string(),
  version: z.string(),
  checks: z.record(z.string(), z.unknown()),
  stages: z.array(z.looseObject({})),
})
const answer = z.object({ requested: z.number() })

/** An installation as somebody with a token sees it: through its gateway alone. */
export class Installation {
  readonly gateway: Gateway

  constructor(gateway: Gateway) {
    this.gateway = gateway
  }

  /** @param token another one than ours, or none. */
  request(path: string, init: RequestInit = {}, token: string | undefined = this.gateway.token): Promise<Response> {
    const headers = new Headers(init.headers)
    if (token !== '') headers.set('authorization', `Bearer ${token}`)
    return fetch(new URL(path, this.gateway.url), { ...init, headers, signal: AbortSignal.timeout(30_000) })
  }

  async ask<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
    const init =
      body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await this.request(path, init)
    must(response.ok, `${path} was answered with ${response.status}: ${(await response.clone().text()).slice(0, 200)}`)
    return schema.parse(await response.json())
  }

  health = () => this.ask('/health', health)
  me = () => this.ask('/api/v1/me', me)

  async deadLetters(query = ''): Promise<number> {
    const { total } = await this.ask(
      `/api/v1/stream/dead-letters?status=open&limit=1${query}`,
      z.object({ total: z.number() }),
    )
    return total
  }

  async upload(token?: string): Promise<Response> {
    const form = new FormData()
    form.set('dataset_name', 'acceptance')
    form.set('file', new Blob([new Uint8Array(await readFile(acceptanceFile.path))]), acceptanceFile.name)
    return this.request('/api/v1/datasets/upload', { method: 'POST', body: form }, token)
  }

  /** The job, when it has ended. */
  async ended(jobId: string, seconds: number): Promise<z.output<typeof job>> {
    return this.until(`the job ${jobId} has ended`, seconds, async () => {
      const now = await this.ask(`/api/v1/datasets/jobs/${jobId}`, job)
      return now.status === 'succeeded' || now.status === 'failed' ? now : undefined
    })
  }

  /** Withdraws or purges, and resolves when that is done. */
  async takeOut(kind: 'withdraw' | 'purge', dataset: number, seconds: number): Promise<void> {
    await this.ask(`/api/v1/datasets/${dataset}/${kind}`, answer, { because: 'an acceptance test put it there' })
    const requests = z.object({ withdrawals: z.array(z.object({ kind: z.string(), state: z.string() })) })
    await this.until(`the ${kind} of dataset ${dataset} is done`, seconds, async () => {
      const { withdrawals } = await this.ask(`/api/v1/withdrawals?dataset_id=${dataset}`, requests)
      return withdrawals.some((one) => one.kind === kind && one.state === 'done') || undefined
    })
  }

  async until<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
    const end = performance.now() + seconds * 1000
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      must(performance.now() < end, `not within ${seconds} s: ${what}`)
      await sleep(200)
    }
  }
}
