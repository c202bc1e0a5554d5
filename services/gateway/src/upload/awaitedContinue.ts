import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const waiting = new WeakSet<object>()

/**
 * Lets requests with `Expect: 100-continue` through without asking for their body: a client that is refused
 * for its token or the size of its file never sends it.
 */
export function holdContinue(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    waiting.add(request)
    server.emit('request', request, response)
  })
}

/** Asks the client for the body, where it waits to be asked. */
export function awaitedContinue(request: object, response: object): void {
  if (!waiting.delete(request) || !('writeContinue' in response)) return
  ;(response as ServerResponse).writeContinue()
}
