import { connect } from 'node:net'

/** A person waits for it. A server that is busy takes connections all the same: its system does it. */
const patienceMs = 2_000

/** Whether something takes connections there. */
export function listensAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // An IPv6 address stands in brackets in a URL.
    const socket = connect({ host: host.replaceAll(/[[\]]/g, ''), port })
    const answer = (listens: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(listens)
    }
    const timer = setTimeout(answer, patienceMs, false)
    socket.once('error', () => answer(false)).once('connect', () => answer(true))
  })
}
