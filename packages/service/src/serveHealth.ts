import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { metricsRegistry } from './metrics.ts'
import { version } from './version.ts'

export interface HealthOptions {
  readonly host: string
  readonly port: number
  /** False once the process can only be restarted. */
  live(): boolean
  /** What the service needs, by name: each rejects, or resolves to false, where it is away. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>
  /** Facts for people beside the version: assignments. */
  readonly about?: () => Record<string, unknown>
}

export interface HealthServer {
  readonly port: number
  close(): Promise<void>
}

/** How long a check may take before the service counts as not ready. */
const checkMs = 3_000

/** Answers `/livez`, `/readyz` and `/metrics` on a port of its own. */
export async function serveHealth(options: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answer(request.url ?? '/', options).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      (error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`HEALTH_PORT ${options.port} is in use: choose another`) : error),
    )
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(url: string, options: HealthOptions) {
  const path = url.split('?')[0]
  if (path === '/livez') return json(options.live() ? 200 : 503, { live: options.live() })
  if (path === '/metrics')
    return { status: 200, type: metricsRegistry.contentType, body: await metricsRegistry.metrics() }
  if (path === '/readyz') {
    const entries = await Promise.all(
      Object.entries(options.checks).map(async ([name, check]) => [name, await outcome(check)] as const),
    )
    const ready = entries.every(([, state]) => state === 'ok')
    return json(ready ? 200 : 503, { ready, version, checks: Object.fromEntries(entries), ...options.about?.() })
  }
  return json(404, { detail: 'Only /livez, /readyz and /metrics are here.' })
}

const json = (status: number, body: unknown) => ({ status, type: 'application/json', body: JSON.stringify(body) })

/** 'ok', or in a few words why not. */
async function outcome(check: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${checkMs / 1000} s`)), checkMs)
  })
  try {
    return (await Promise.race([check(), late])) === false ? 'not yet' : 'ok'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
}
