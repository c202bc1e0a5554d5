import { createServer, type Server } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { kafkaAnswers } from './kafkaAnswers.ts'

const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))))

async function serve(answer: string | undefined): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => (answer === undefined ? undefined : socket.end(answer)))
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

it('does not take another server for a broker', async () => {
  const address = await serve('HTTP/1.1 400 Bad Request\r\n\r\n')
  await expect(kafkaAnswers(address)).rejects.toThrow(`${address} is not a Kafka broker`)
})

it('does not wait for one that says nothing', async () => {
  await expect(kafkaAnswers(await serve(undefined), false, 100)).rejects.toThrow('does not answer')
})

it('says that nothing is there', async () => {
  await expect(kafkaAnswers('127.0.0.1:1')).rejects.toThrow('ECONNREFUSED')
})
