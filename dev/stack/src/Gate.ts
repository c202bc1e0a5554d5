import { connect, createServer, type Server, type Socket } from 'node:net'

/** A door before a server: shut, it breaks every connection and refuses new ones, as a server that is down does. */
export class Gate {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  readonly #host: string
  readonly #port: number
  #own = 0

  constructor(host: string, port: number) {
    this.#host = host
    this.#port = port
    this.#server = createServer((incoming) => {
      const outgoing = connect(this.#port, this.#host)
      for (const [one, other] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ] as const) {
        this.#sockets.add(one)
        one.on('error', () => undefined)
        one.on('close', () => {
          this.#sockets.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
  }

  /** @returns the port that it listens on, always the same. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(this.#own, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('it listens on a port')
    this.#own = address.port
    return this.#own
  }

  async shut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}
