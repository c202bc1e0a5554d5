/**
 * Serves a folder by HTTP on the loopback interface, as a GDAC does, and prints its address.
 *
 *   node bench/mirror/serveGdac.ts FOLDER
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say which folder.')

const server = createServer((request, response) => {
  answer(folder, request, response).catch(() => response.writeHead(404).end())
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))

async function answer(root: string, { url = '/', method }: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = join(root, normalize(decodeURIComponent(url)))
  const { size, mtime } = await stat(path)
  response.writeHead(200, {
    'content-length': size,
    'last-modified': mtime.toUTCString(),
    etag: `"${size.toString(16)}-${mtime.getTime().toString(16)}"`,
  })
  if (method === 'HEAD') response.end()
  else createReadStream(path).pipe(response)
}
