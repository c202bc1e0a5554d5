import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** What a request for a file may meet, once. */
export type GdacFault = 'half' | 'broken' | 'absent' | 'busy' | 'error' | 'moved'

export interface GdacFile {
  readonly bytes: Buffer
  /** date_update of its row in the index, YYYYMMDDHHMISS; blank in some. */
  readonly listed: string
}

/** The files of a GDAC and its indexes, for as many servers as serve them. */
export class GdacFiles {
  readonly files = new Map<string, GdacFile>()
  /** Faults of the next requests for a path, or for an index by its name. */
  readonly faults = new Map<string, GdacFault[]>()
  /** What becomes of the text of the core index on its way. */
  spoilIndex: (text: string) => string = (text) => text

  index(): string {
    const head = '# Title : Profile directory file of the Argo GDAC\n# Date of update : now\n'
    const columns = 'file,date,latitude,longitude,ocean,profiler_type,institution,date_update\n'
    const rows = [...this.files].map(
      ([path, { listed }]) => `${path},20240101000000,-20.000,60.000,I,846,AO,${listed}\n`,
    )
    return this.spoilIndex(head + columns + rows.join(''))
  }

  /** The fault that this request meets, if any. */
  fault(name: string): GdacFault | undefined {
    return this.faults.get(name)?.shift()
  }
}

/** A GDAC by HTTP on the loopback interface, which can be away for a while. */
export class LoopbackGdac {
  readonly files: GdacFiles
  requests = 0
  #server: Server | undefined
  #port = 0

  constructor(files: GdacFiles) {
    this.files = files
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => this.#answer(request, response))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }

  #answer({ url = '/', method }: IncomingMessage, response: ServerResponse): void {
    this.requests += 1
    const name = decodeURIComponent(url.slice(1)).replace(/^moved\//, '')
    const path = name.replace(/^dac\//, '')
    const body = this.#body(name, path)
    const fault = method === 'GET' ? this.files.fault(path) : undefined
    if (fault === 'busy') return void response.writeHead(429, { 'retry-after': '0' }).end()
    if (fault === 'error') return void response.writeHead(503).end('<html>overloaded</html>')
    if (fault === 'moved') return void response.writeHead(302, { location: `/moved/${name}` }).end()
    if (fault === 'absent' || body === undefined) return void response.writeHead(404).end('<html>not found</html>')
    const half = body.subarray(0, Math.floor(body.length / 2))
    const sent = fault === 'half' ? half : body
    response.writeHead(200, { 'content-length': sent.length, 'content-type': 'application/octet-stream' })
    if (method === 'HEAD') return void response.end()
    if (fault !== 'broken') return void response.end(sent)
    response.write(half, () => response.destroy())
  }

  #body(name: string, path: string): Buffer | undefined {
    if (name === 'ar_index_global_prof.txt') return Buffer.from(this.files.index())
    if (name === 'ar_index_global_prof.txt.gz') return gzipSync(this.files.index())
    return this.files.files.get(path)?.bytes
  }
}
