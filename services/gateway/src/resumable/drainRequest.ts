import type { IncomingMessage } from 'node:http'
import type { Take } from '@floatchat/objects/Bucket'
import { badRequest } from '../http/HttpProblem.ts'

/**
 * Hands the bytes of a request to `take` as they come; they wait with the client while it is busy. The request is not
 * destroyed, so that it can still be answered.
 *
 * @throws what `take` throws, or the signal's reason: what has come until then has been taken.
 */
export function drainRequest(request: IncomingMessage, take: Take, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let busy: Promise<unknown> = Promise.resolve()
    const end = (settle: () => void) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose)
      signal.removeEventListener('abort', onAbort)
      request.pause()
      // What is being taken is taken to its end: whoever hears of the failure goes on from there.
      busy.then(settle, reject)
    }
    const fail = (reason: unknown) => end(() => reject(reason))
    const onAbort = () => fail(signal.reason)
    const onEnd = () => end(resolve)
    const onClose = () => fail(badRequest('The client went away before the end of its bytes.'))
    const onData = (chunk: Buffer) => {
      try {
        const taking = take(chunk)
        if (taking === undefined) return
        busy = taking
        request.pause()
        taking.then(() => request.resume(), fail)
      } catch (error) {
        fail(error)
      }
    }
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    request.on('data', onData).once('end', onEnd).once('close', onClose)
  })
}
