import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { holdContinue } from '../upload/awaitedContinue.ts'
import type { App } from './createApp.ts'

export interface HttpServer {
  readonly port: number
  /** Takes no new connections and waits for the answers under way; those that last longer are cut off. */
  close(atMostMs: number): Promise<void>
}

/** Serves the app, with limits on what a client may send and how slowly. */
export async function serveHttp(app: App, { host, port }: { host: string; port: number }): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // The answers are plain: their own Response and Request are not needed by anybody else in the process.
    overrideGlobalObjects: false,
    serverOptions: {
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      // Bodies are uploads, whose pace is watched where they are read (uploadPace).
      requestTimeout: 0,
      connectionsCheckingInterval: 1_000,
      // Longer than the 60 s of most load balancers: who sends must be the one that closes, for what is sent into a
      // connection that is just being closed fails. Clients are told the first, and have the second to be late.
      keepAliveTimeout: 75_000,
      keepAliveTimeoutBuffer: 5_000,
    },
  }) as Server // Created without options for HTTP/2.
  server.maxHeadersCount = 100
  server.maxConnections = 2_000
  holdContinue(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`PORT ${port} is in use: choose another`) : error),
    )
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: (atMostMs) =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), atMostMs)
        server.close(() => {
          clearTimeout(late)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
