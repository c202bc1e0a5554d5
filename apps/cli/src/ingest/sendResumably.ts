import { createReadStream } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { basename } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { pauseAfter, schedules } from '@floatchat/service/Schedule'
import { askedMs } from './askedMs.ts'
import { sentenceOf } from './Job.ts'
import { type Answer, type Gateway, readAnswer, type UploadOptions } from './uploadFile.ts'

/** From this length on a file is sent so that a broken connection does not cost all of it, bytes. */
export const resumableBytes = 50_000_000

/** A file to be sent, and what it is known by. */
export interface ResumableFile {
  readonly path: string
  readonly sizeBytes: number
  readonly sha256?: string | undefined
}

/**
 * Sends a file by tus 1.0: where the connection breaks or the gateway is started anew it goes on with the bytes that are
 * not safe there yet.
 *
 * @returns the job, or the sentence with which the gateway refused.
 * @throws Error where the gateway stays away, or the file cannot be read.
 */
export async function sendResumably(
  gateway: Gateway,
  file: ResumableFile,
  options: UploadOptions = {},
): Promise<{ readonly jobId: string } | { readonly refused: string }> {
  const { sizeBytes } = file
  let location: string | undefined
  let [reached, since, failures] = [0, performance.now(), 0]
  for (;;) {
    options.signal?.throwIfAborted()
    const answer = await step(gateway, file, location, options).catch((error: unknown) => connectionLost(error))
    const offset = 'status' in answer ? Number(answer.headers['upload-offset'] ?? 0) : 0
    const taken = 'status' in answer && answer.status < 300
    const moved = offset > reached || (taken && answer.headers.location !== undefined)
    // Each byte more begins the schedule anew.
    if (moved) [reached, since, failures] = [offset, performance.now(), 0]
    if (taken) {
      location = answer.headers.location ?? location
      const jobId = answer.headers['job-id']
      if (offset === sizeBytes && typeof jobId === 'string') return { jobId }
      if (moved) continue
    } else if ('status' in answer && answer.status === 404) location = undefined
    else if ('status' in answer && !mayPass.includes(answer.status))
      return { refused: sentenceOf(answer.status, answer.body) }
    if (performance.now() - since > schedules.upload.patienceMs) {
      if ('lost' in answer) throw answer.lost
      return { refused: sentenceOf(answer.status, answer.body) }
    }
    failures += 1
    const asked = 'status' in answer ? askedMs(answer) : undefined
    await sleep(asked ?? pauseAfter(schedules.upload, failures), undefined, { signal: options.signal })
  }
}

/** 409: another request still held the upload; 408: the line was slow; the rest say when to come again. */
const mayPass = [408, 409, 429, 500, 502, 503, 504]

/** Creates the upload; for one that is there, asks how far it is and sends the rest. */
async function step(
  gateway: Gateway,
  { path, sizeBytes, sha256 }: ResumableFile,
  location: string | undefined,
  { datasetName, lane = 'live', sent = () => undefined, signal }: UploadOptions,
): Promise<Answer> {
  if (location === undefined) {
    const values = { filename: basename(path), dataset_name: datasetName, lane, sha256 }
    const headers = { 'upload-length': sizeBytes, 'upload-metadata': metadataOf(values), 'content-length': 0 }
    return ask(gateway, { method: 'POST', path: '/api/v1/uploads', headers, signal })
  }
  const state = await ask(gateway, { method: 'HEAD', path: location, headers: {}, signal })
  const offset = Number(state.headers['upload-offset'])
  if (state.status >= 300 || offset === sizeBytes) return state
  const headers = {
    ...{ 'upload-offset': offset, 'content-length': sizeBytes - offset },
    'content-type': 'application/offset+octet-stream',
  }
  const send = (request: http.ClientRequest) => sendFrom(request, path, offset, sizeBytes, sent)
  return ask(gateway, { method: 'PATCH', path: location, headers, signal, send })
}

function metadataOf(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${Buffer.from(value ?? '').toString('base64')}`)
    .join(',')
}

async function sendFrom(
  request: http.ClientRequest,
  path: string,
  offset: number,
  sizeBytes: number,
  sent: (bytes: number) => void,
): Promise<void> {
  let position = offset
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      position += chunk.length
      sent(position)
      done(null, chunk)
    },
    flush(done) {
      done(position === sizeBytes ? null : new Error(`${path} became shorter while it was sent: try again.`))
    },
  })
  const file = createReadStream(path, { start: offset, end: sizeBytes - 1, highWaterMark: 512 * 1024 })
  await pipeline(file, counted, request)
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: http.OutgoingHttpHeaders
  readonly signal: AbortSignal | undefined
  /** Sends the body. */
  readonly send?: (request: http.ClientRequest) => Promise<void>
}

function ask({ url, token }: Gateway, { method, path, headers, signal, send }: Asked): Promise<Answer> {
  const address = new URL(path, url)
  const { request } = address.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const asking = request(address, {
      method,
      headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers },
      ...(signal === undefined ? {} : { signal }),
    })
    let answered = false
    asking.once('response', (response) => {
      answered = true
      readAnswer(response)
        .then(resolve, reject)
        .finally(() => (asking.writableFinished ? undefined : asking.destroy()))
    })
    // After an early answer the server may close while we still write: then the answer counts.
    const fail = (error: Error) => void setTimeout(() => (answered ? undefined : reject(error)), 500)
    asking.on('error', fail)
    if (send === undefined) asking.end()
    else send(asking).catch(fail)
  })
}

const passing = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']

function connectionLost(error: unknown): { readonly lost: Error } {
  if (error instanceof Error && 'code' in error && passing.includes(String(error.code))) return { lost: error }
  throw error
}
