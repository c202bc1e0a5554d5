import type { IncomingMessage } from 'node:http'
import { HttpProblem } from '../http/HttpProblem.ts'

/**
 * A signal that is aborted when the client goes away, or sends less than it must for as long as it may.
 * Bytes that wait because the bucket is slow are not the client's fault: only time in which we were ready to
 * read counts.
 */
export function uploadPace(
  request: IncomingMessage,
  { idleSeconds, minBytesPerSecond }: { readonly idleSeconds: number; readonly minBytesPerSecond: number },
): { readonly signal: AbortSignal; stop(): void } {
  const abort = new AbortController()
  const bytes = () => request.socket.bytesRead
  let window = { at: performance.now(), bytes: bytes() }
  const timer = setInterval(
    () => {
      if (request.isPaused() || request.readableLength > 0) window = { at: performance.now(), bytes: bytes() }
      const seconds = (performance.now() - window.at) / 1000
      if (seconds < idleSeconds) return
      if (bytes() - window.bytes < minBytesPerSecond * seconds) {
        abort.abort(
          new HttpProblem(408, `The upload was too slow: nothing or next to nothing came for ${idleSeconds} s.`, {
            connection: 'close',
          }),
        )
      }
      window = { at: performance.now(), bytes: bytes() }
    },
    Math.min(1_000, idleSeconds * 250),
  )
  const gone = () => {
    if (!request.complete) abort.abort(new HttpProblem(400, 'The client went away before the end of its upload.'))
  }
  request.on('close', gone)
  request.on('error', gone)
  return {
    signal: abort.signal,
    stop() {
      clearInterval(timer)
      request.off('close', gone)
    },
  }
}
