import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a proxy does with connections: passes them, refuses and cuts them, takes and says nothing, delays, answers 500. */
export type ProxyMode = 'pass' | 'cut' | 'silent' | 'slow' | 'http-500'

const slowMs = 300

/** A network between a service and a server, to be cut and slowed. */
export class TcpProxy {
  #target: { readonly host: string; readonly port: number }
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #mode: ProxyMode = 'pass'

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target
    this.#server = createServer((client) => this.#take(client))
  }

  /** Listens on a free port where none is named. */
  static async open(target: { readonly host: string; readonly port: number }, listenOn = 0): Promise<TcpProxy> {
    const proxy = new TcpProxy(target)
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject)
      proxy.#server.listen(listenOn, '127.0.0.1', resolve)
    })
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  set mode(mode: ProxyMode) {
    this.#mode = mode
    if (mode === 'cut' || mode === 'http-500') for (const socket of this.#sockets) socket.destroy()
  }

  /** New connections go there; those that there are stay with where they went. */
  redirect(target: { readonly host: string; readonly port: number }): void {
    this.#target = target
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #take(client: Socket): void {
    client.on('error', () => undefined)
    if (this.#mode === 'cut') {
      client.destroy()
      return
    }
    this.#keep(client)
    if (this.#mode === 'http-500') {
      client.on('data', () =>
        client.end('HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'),
      )
      return
    }
    const server = connect(this.#target)
    server.on('error', () => client.destroy())
    this.#keep(server)
    this.#carry(client, server)
    this.#carry(server, client)
  }

  #carry(from: Socket, to: Socket): void {
    from.on('data', (bytes) => {
      if (this.#mode === 'pass') {
        if (!to.write(bytes)) {
          from.pause()
          to.once('drain', () => from.resume())
        }
        return
      }
      from.pause()
      this.#later().then(
        () => {
          to.write(bytes)
          from.resume()
        },
        () => undefined,
      )
    })
    from.on('end', () => to.end())
    from.on('close', () => to.destroy())
  }

  /** Resolves when the bytes may go on: after a delay, or when the silence is over. */
  async #later(): Promise<void> {
    if (this.#mode === 'slow') await sleep(slowMs)
    while (this.#mode === 'silent') await sleep(50)
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }
}
