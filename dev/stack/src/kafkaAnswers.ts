import { connect } from 'node:net'

// ApiVersions request, version 0: size, api key 18, version 0, correlation id 1, null client id.
const request = Buffer.from('0000000a' + '0012' + '0000' + '00000001' + 'ffff', 'hex')

/**
 * Resolves when a Kafka broker answers at this address. Asked in the protocol itself, since a port
 * that is merely open may belong to anything. A broker that wants TLS only has its port looked at.
 *
 * @param address 'host:port'
 */
export async function kafkaAnswers(address: string, tls = false, withinMs = 3_000): Promise<void> {
  const split = address.lastIndexOf(':')
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.slice(0, split), port: Number(address.slice(split + 1)) })
    const fail = (reason: string): void => {
      socket.destroy()
      reject(new Error(reason))
    }
    socket.setTimeout(withinMs, () => fail(`${address} does not answer`))
    socket.once('error', (error) => fail(error.message))
    socket.once('close', () => reject(new Error(`${address} closed the connection`)))
    socket.once('connect', () => {
      if (!tls) return socket.write(request)
      socket.destroy()
      return resolve()
    })
    socket.once('data', (answer) => {
      // Size, then the correlation id of the request.
      if (answer.length >= 8 && answer.readInt32BE(4) === 1) resolve()
      else reject(new Error(`${address} is not a Kafka broker`))
      socket.destroy()
    })
  })
}
