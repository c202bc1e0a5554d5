import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { token } from './tokens.ts'

/** An upload without a Content-Length. */
export async function chunkedUpload(url: string, bytes: number): Promise<number> {
  const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'multipart/form-data; boundary=x' }
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/api/v1/datasets/upload`, { method: 'POST', headers })
    request.on('response', (response) => resolve(response.resume().statusCode ?? 0))
    request.on('error', reject)
    request.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.nc"\r\n\r\n')
    request.write(Buffer.alloc(bytes))
    request.end('\r\n--x--\r\n')
  })
}

/** An upload that waits to be told to go on before it sends its body. */
export async function expecting(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; continued: boolean }>((resolve, reject) => {
    let continued = false
    const type = 'multipart/form-data; boundary=x'
    const request = httpRequest(`${url}/api/v1/datasets/upload`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type, expect: '100-continue' },
    })
    request.on('continue', () => (continued = true))
    request.on('response', (response) => resolve({ status: response.resume().statusCode ?? 0, continued }))
    request.on('error', reject)
    request.flushHeaders()
  })
}

/** What the server answers to these bytes, up to the end of the connection. */
export async function rawRequest(url: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('close', () => resolve(answer))
  })
}
