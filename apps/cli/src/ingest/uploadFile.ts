import { randomBytes } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { basename } from 'node:path'
import type { Writable } from 'node:stream'

export interface Gateway {
  readonly url: string
  readonly token: string
}

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export interface UploadOptions {
  readonly datasetName?: string | undefined
  /** `bulk` lets files of other people go first. */
  readonly lane?: 'live' | 'bulk'
  /** Is told the bytes of the file sent so far. */
  readonly sent?: (bytes: number) => void
  /** Breaks the upload off. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Uploads a file as `multipart/form-data`, from the disk straight to the socket: the size of the file does
 * not show in our memory. An answer that comes before the end of the body, a refusal, ends the upload. The
 * connection is kept for the next.
 */
export async function uploadFile(
  gateway: Gateway,
  path: string,
  { datasetName, lane = 'live', sent = () => undefined, signal }: UploadOptions = {},
): Promise<Answer> {
  await using file = await open(path)
  const { size } = await file.stat()
  const boundary = `floatchat-${randomBytes(12).toString('hex')}`
  const field = datasetName === undefined ? '' : part(boundary, 'name="dataset_name"', `\r\n${datasetName}\r\n`)
  // As browsers do (WHATWG HTML, multipart/form-data): a quote or a line end in the name is percent-encoded.
  const filename = basename(path).replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const begin = part(boundary, `name="file"; filename="${filename}"`, 'content-type: application/octet-stream\r\n\r\n')
  const head = Buffer.from(field + begin)
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  return await send(gateway, lane, { boundary, head, file, path, size, tail, sent, signal })
}

interface Form {
  readonly boundary: string
  /** What comes before the file's bytes. */
  readonly head: Buffer
  readonly file: FileHandle
  readonly path: string
  readonly size: number
  /** What comes after them. */
  readonly tail: Buffer
  readonly sent: (bytes: number) => void
  readonly signal: AbortSignal | undefined
}

function part(boundary: string, disposition: string, rest: string): string {
  return `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${rest}`
}

/** What is read at once; two of them are in memory, one on its way while the other is filled. */
const chunkBytes = 512 * 1024

async function sendForm(upload: Writable, { head, file, path, size, tail, sent }: Form): Promise<void> {
  const chunks = [0, 1].map(() => Buffer.allocUnsafeSlow(Math.min(size, chunkBytes)))
  let underWay = write(upload, head)
  let total = 0
  // A file that grows meanwhile is sent up to the length that was announced.
  for (let turn = 0; total < size; turn = 1 - turn) {
    const chunk = chunks[turn] as Buffer // There are two.
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, size - total), total)
    if (bytesRead === 0) throw new Error(`${path} became shorter while it was sent: try again.`)
    await underWay
    underWay = write(upload, chunk.subarray(0, bytesRead))
    total += bytesRead
    sent(total)
  }
  await underWay
  upload.end(tail)
}

/** Resolves when the bytes have left, so that their memory may be used again. */
function write(upload: Writable, bytes: Buffer): Promise<void> {
  const written = new Promise<void>((resolve, reject) => {
    upload.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
  // Whoever awaits it next hears of a failure; until then it is not unhandled.
  written.catch(() => {})
  return written
}

/** A form of up to so many bytes is sent at once: a socket takes it whole, whatever the answer. */
const unaskedBytes = 64 * 1024
/** A server that does not know the question, or a proxy before it, does not answer it (RFC 9110, section 10.1.1). */
const patienceMs = 1_000

/**
 * The server is asked before a large body is sent whether it will take it. A refusal that came while the body was on its
 * way would often be lost: writing on a connection that the server has closed ends it before the answer has been read.
 */
async function send(gateway: Gateway, lane: string, form: Form): Promise<Answer> {
  const address = new URL(`/api/v1/datasets/upload${lane === 'live' ? '' : `?lane=${lane}`}`, gateway.url)
  const { request } = address.protocol === 'https:' ? https : http
  const length = form.head.length + form.size + form.tail.length
  const headers = {
    authorization: `Bearer ${gateway.token}`,
    'content-type': `multipart/form-data; boundary=${form.boundary}`,
    'content-length': length,
    ...(length > unaskedBytes ? { expect: '100-continue' } : {}),
  }
  return new Promise((resolve, reject) => {
    const upload = request(address, {
      method: 'POST',
      headers,
      ...(form.signal === undefined ? {} : { signal: form.signal }),
    })
    let answered = false
    let patience: NodeJS.Timeout | undefined
    upload.once('response', (response) => {
      answered = true
      clearTimeout(patience)
      readAnswer(response)
        .then(resolve, reject)
        .finally(() => (upload.writableFinished ? undefined : upload.destroy()))
    })
    // After an early answer the server may close while we still write: then the answer counts.
    const fail = (error: Error): void => void setTimeout(() => (answered ? undefined : reject(error)), 500)
    upload.once('error', fail)
    const sendBody = () => {
      clearTimeout(patience)
      sendForm(upload, form).catch((error: unknown) => {
        fail(error as Error)
        upload.destroy()
      })
    }
    if (length <= unaskedBytes) return sendBody()
    upload.once('continue', sendBody)
    upload.once('close', () => clearTimeout(patience))
    patience = setTimeout(() => {
      upload.removeListener('continue', sendBody)
      sendBody()
    }, patienceMs)
  })
}

export async function readAnswer(response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }
}
