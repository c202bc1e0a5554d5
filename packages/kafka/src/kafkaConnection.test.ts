import { once } from 'node:events'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

// What patches/kafkajs@2.2.4.patch changes of how a connection is ended.
const require = createRequire(import.meta.url)
const Connection = require('kafkajs/src/network/connection') as new (
  options: object,
) => {
  readonly socket: Socket
  connect(): Promise<boolean>
  disconnect(): Promise<boolean>
}
const createSocketFactory = require('kafkajs/src/network/socketFactory') as () => unknown

const server = createServer()
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => void server.close())

function connectionToServer() {
  const silent = { debug: () => {}, error: () => {}, warn: () => {}, info: () => {}, namespace: () => silent }
  const { port } = server.address() as AddressInfo
  return new Connection({
    ...{ host: '127.0.0.1', port, logger: silent, socketFactory: createSocketFactory() },
    ...{ requestTimeout: 1_000, connectionTimeout: 1_000 },
  })
}

test('a connection that is gone is ended any number of times, and nothing stays with it', async () => {
  const connection = connectionToServer()
  await connection.connect()
  connection.socket.destroy()
  for (let time = 0; time < 20; time++) await connection.disconnect()
  expect(connection.socket.listenerCount('connect')).toBeLessThan(3)
})
