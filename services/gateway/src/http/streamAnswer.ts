import type { RequestContext } from './Route.ts'

export interface StreamAnswerOptions {
  readonly contentType: string
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: 200 | 206
  /** Told of what went wrong after the head of the answer had gone out. */
  readonly failed: (error: unknown) => void
  /** A client that takes no part for so long is cut off, milliseconds. */
  readonly idleMs?: number
}

/**
 * An answer that is sent part by part as the client takes it, with one part made ahead. What goes wrong with the
 * first part is a problem as everywhere else; later the status has gone out, and the connection is broken off, which
 * no client can take for the end of the answer. The generator is ended in every case.
 */
export async function streamAnswer(
  context: RequestContext,
  parts: AsyncGenerator<string | Uint8Array, void>,
  { contentType, headers = {}, status = 200, failed, idleMs = 60_000 }: StreamAnswerOptions,
): Promise<Response> {
  const first = await parts.next()
  const { socket } = context.env.incoming
  let idle: NodeJS.Timeout | undefined
  const put = (
    stream: ReadableStreamDefaultController<Uint8Array>,
    part: IteratorResult<string | Uint8Array, void>,
  ): void => {
    if (part.done === true) {
      stream.close()
      return
    }
    stream.enqueue(typeof part.value === 'string' ? Buffer.from(part.value) : part.value)
    idle = setTimeout(() => socket.destroy(), idleMs)
  }
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => put(stream, first),
    async pull(stream) {
      clearTimeout(idle)
      try {
        put(stream, await parts.next())
      } catch (error) {
        failed(error)
        // Before the end of the stream: an answer in chunks that has an end counts as whole.
        socket.destroy()
        stream.close()
      }
    },
    async cancel() {
      clearTimeout(idle)
      await parts.return()
    },
  })
  // Asks proxies not to gather the answer before they pass it on.
  return context.body(body, status, { ...headers, 'content-type': contentType, 'x-accel-buffering': 'no' })
}
