import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A network before a gateway that breaks every connection off after so many bytes; which gateway can be changed. */
export class CuttingProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  /** Port of the gateway that new connections go to; 0 while none is there. */
  target = 0
  /** Connections that come are cut when so many bytes have gone from the client to the gateway. */
  cutAfter = Number.POSITIVE_INFINITY
  /** Connections that were cut, and bytes that clients have sent. */
  cuts = 0
  bytes = 0

  private constructor() {
    this.#server = createServer((client) => this.#carry(client))
  }

  static async open(): Promise<CuttingProxy> {
    const proxy = new CuttingProxy()
    await new Promise<void>((listening) => proxy.#server.listen(0, '127.0.0.1', listening))
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((closed) => this.#server.close(closed))
  }

  #carry(client: Socket): void {
    if (this.target === 0) return void client.destroy()
    const gateway = connect(this.target, '127.0.0.1')
    const [cutAfter, ends] = [this.cutAfter, [client, gateway] as const]
    let passed = 0
    const end = () => {
      for (const socket of ends) socket.destroy()
    }
    for (const socket of ends) {
      this.#sockets.add(socket)
      socket.on('error', end).on('close', () => {
        this.#sockets.delete(socket)
        end()
      })
    }
    gateway.on('data', (chunk) => client.write(chunk))
    client.on('data', (chunk) => {
      passed += chunk.length
      this.bytes += chunk.length
      if (passed >= cutAfter) {
        this.cuts += 1
        return end()
      }
      if (gateway.write(chunk)) return
      client.pause()
      gateway.once('drain', () => client.resume())
    })
  }
}
