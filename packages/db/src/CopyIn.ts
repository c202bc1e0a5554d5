import type { Connection as PgConnection } from 'pg'

/** What pg's connection can do besides what its types say. */
interface Connection extends PgConnection {
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** The bytes of one COPY … FROM STDIN, in order. Pulled only as fast as the server takes them. */
export type CopySource = Iterable<Buffer> | AsyncIterable<Buffer>

/**
 * One COPY … FROM STDIN as `pg` runs a query of its own. It speaks the copy protocol straight to
 * the socket: `pg-copy-streams` moves the same bytes through a stream that copies each chunk once
 * more and takes a turn of the event loop for each.
 */
export class CopyIn {
  /** Rows copied. Rejects with the server's error, or the source's own where that threw. */
  readonly done: Promise<number>
  readonly #statement: string
  readonly #source: CopySource
  readonly #resolve: (rows: number) => void
  readonly #reject: (error: unknown) => void
  #rows = 0
  #failure: unknown

  constructor(statement: string, source: CopySource) {
    this.#statement = statement
    this.#source = source
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    this.done = promise
    this.#resolve = resolve
    this.#reject = reject
  }

  submit(connection: Connection): void {
    connection.query(this.#statement)
  }

  handleCopyInResponse(connection: Connection): void {
    this.#send(connection).then(
      () => {
        if (this.#failure === undefined) connection.endCopyFrom()
      },
      (error: unknown) => {
        if (this.#failure !== undefined) return
        // The server answers with an error of its own; what counts is why.
        this.#failure = error
        connection.sendCopyFail('the source of the copy failed')
      },
    )
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.#rows = Number(message.text.split(' ').at(-1))
  }

  handleError(error: unknown): void {
    this.#failure ??= error
    // A lost connection brings no ReadyForQuery any more.
    this.#reject(this.#failure)
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.#resolve(this.#rows)
    else this.#reject(this.#failure)
  }

  async #send(connection: Connection): Promise<void> {
    const { stream } = connection
    for await (const chunk of this.#source) {
      if (this.#failure !== undefined) return
      // CopyData: 'd', then the length with its own four bytes.
      const header = Buffer.allocUnsafe(5)
      header.writeUInt8(0x64, 0)
      header.writeUInt32BE(chunk.length + 4, 1)
      stream.cork()
      stream.write(header)
      const room = stream.write(chunk)
      stream.uncork()
      if (!room) await drained(connection)
    }
  }
}

/** Resolves when the socket takes more, or will never do so again: the query then ends with its error. */
function drained({ stream }: Connection): Promise<void> {
  if (stream.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const settle = () => {
      stream.off('drain', settle)
      stream.off('close', settle)
      resolve()
    }
    stream.once('drain', settle)
    stream.once('close', settle)
  })
}
