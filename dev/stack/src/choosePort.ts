import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range that systems take for outgoing connections (32768 on Linux), so that a port found
// free is not lost to one of those before its server takes it.
const [lowest, highest] = [20_000, 32_000]

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/**
 * The first of these ports that is free, else any free one.
 *
 * @param taken ports promised to others in this start
 */
export async function choosePort(wishes: readonly number[], taken: Set<number>): Promise<number> {
  for (const port of wishes) if (!taken.has(port) && (await isFree(port))) return take(port, taken)
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(lowest, highest)
    if (!taken.has(port) && (await isFree(port))) return take(port, taken)
  }
  throw new Error(`No port between ${lowest} and ${highest} of 127.0.0.1 is free.`)
}

function take(port: number, taken: Set<number>): number {
  taken.add(port)
  return port
}
