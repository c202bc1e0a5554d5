import { createHash, hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, Transform } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { badRequest, HttpProblem } from '../http/HttpProblem.ts'
import { likelyFileBytes } from './likelyFileBytes.ts'
import { cleanDatasetName, uploadName } from './uploadName.ts'

export interface ReceivedUpload<Staged> {
  readonly filename: string
  /** The field dataset_name, wherever it stood. */
  readonly datasetName: string | null
  readonly sizeBytes: number
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** What `stage` made of the file. */
  readonly staged: Staged
}

export interface ReceiveOptions<Staged> {
  readonly maxFileBytes: number
  /** Aborted when the client is gone or too slow. */
  readonly signal: AbortSignal
  /** Takes the file: all of a small one, or its bytes as they come; what it leaves unread waits with the client. */
  readonly stage: (filename: string, body: Readable | Buffer, about: StagingHints) => Promise<Staged>
  /** Takes back what `stage` has done, where the upload fails after it. */
  readonly unstage: (staged: Staged) => Promise<void>
  /** Called once the request is known to be one that is read. */
  readonly beforeReading?: () => void
}

export interface StagingHints {
  /** How long the file most likely is, where that can be told. */
  readonly likelyBytes: number | undefined
  readonly signal: AbortSignal
}

// What a form may have beside its file.
const limits = { fieldNameSize: 100, fieldSize: 10_000, fields: 10, parts: 12, headerPairs: 20, headerSize: 8_192 }
/** Boundaries, headers and fields around the file, at most. */
export const formBytes = 200_000
/** A form up to this length is gathered; most files are of one profile and some 100 kB. */
const smallFormBytes = 1024 * 1024

/**
 * Reads an upload (multipart/form-data with one part `file`) without ever holding a large one: the bytes go from
 * the socket to the bucket, hashed on the way. Fields may come before or after the file.
 *
 * @throws HttpProblem 400, 413, or what `stage` throws; then nothing of the file is stored.
 */
export async function receiveUpload<Staged>(
  request: IncomingMessage,
  { maxFileBytes, signal, stage, unstage, beforeReading }: ReceiveOptions<Staged>,
): Promise<ReceivedUpload<Staged>> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > maxFileBytes + formBytes) throw tooLarge(maxFileBytes)
  const parser = openParser(request)
  const failed = new AbortController()
  let datasetName: string | null = null
  let file: Promise<Omit<ReceivedUpload<Staged>, 'datasetName'>> | undefined

  const parsed = new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      failed.abort(error)
      reject(error)
    }
    parser.on('file', (field, body, name) => {
      body.on('error', () => {
        // Destroyed by us it has a reason of its own, which whoever reads it tells; else the form broke off.
        if (!body.destroyed) fail(badRequest('The form is malformed: its file has no end.'))
      })
      if (field !== 'file') return void body.resume()
      if (file !== undefined)
        return fail(badRequest('The form has more than one part named file: send one file at a time.'))
      file = announced > 0 && announced <= smallFormBytes ? receiveSmall(name, body) : receiveFile(name, body)
      file.catch(fail)
    })
    parser.on('field', (field, value, nameTruncated, valueTruncated) => {
      if (nameTruncated || valueTruncated) return fail(badRequest(`The field '${field}' is too long.`))
      // A part named file without a name of a file comes as a field.
      if (field === 'file') fail(badRequest('The file has no name: send one with the part named file.'))
      if (field === 'dataset_name') datasetName = value
    })
    parser.on('partsLimit', () => fail(badRequest('The form has too many parts.')))
    parser.on('fieldsLimit', () => fail(badRequest('The form has too many fields.')))
    parser.on('error', () => fail(badRequest('The form is malformed: send multipart/form-data, complete.')))
    parser.on('finish', resolve)
    failed.signal.addEventListener('abort', () => reject(failed.signal.reason), { once: true })
    const stop = () => fail(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  beforeReading?.()
  // What comes before the file, to tell from the length of the form how long the file is.
  let seen: Buffer[] = []
  let formSize = 0
  request.on('data', (chunk: Buffer) => {
    formSize += chunk.length
    if (formSize > maxFileBytes + formBytes) failed.abort(tooLarge(maxFileBytes))
    if (file === undefined && announced > smallFormBytes) seen.push(chunk)
    if (formSize > formBytes) seen = []
  })
  request.pipe(parser)
  try {
    await parsed
    if (file === undefined) throw badRequest('The form has no part named file.')
    return { ...(await file), datasetName: cleanDatasetName(datasetName) }
  } catch (error) {
    request.unpipe(parser)
    failed.abort(error)
    // Whatever the file came to is taken back before anybody is told.
    const staged = await file?.catch(() => undefined)
    if (staged !== undefined) await unstage(staged.staged)
    throw error
  }

  async function receiveSmall(name: string | undefined, body: Readable) {
    const filename = uploadName(name)
    const chunks: Buffer[] = []
    body.on('data', (chunk: Buffer) => chunks.push(chunk))
    await new Promise<void>((resolve, reject) => {
      body.on('end', resolve)
      failed.signal.addEventListener('abort', () => reject(failed.signal.reason), { once: true })
    })
    const bytes = Buffer.concat(chunks)
    const sizeBytes = bytes.length
    if (sizeBytes > maxFileBytes) throw tooLarge(maxFileBytes)
    if (sizeBytes === 0) throw badRequest(`'${filename}' is empty.`)
    const staged = await stage(filename, bytes, { likelyBytes: sizeBytes, signal: failed.signal })
    return { filename, sizeBytes, sha256: hash('sha256', bytes), staged }
  }

  async function receiveFile(name: string | undefined, body: Readable) {
    const filename = uploadName(name)
    const digest = createHash('sha256')
    let sizeBytes = 0
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sizeBytes += chunk.length
        if (sizeBytes > maxFileBytes) return done(tooLarge(maxFileBytes))
        digest.update(chunk)
        done(null, chunk)
      },
    })
    pipeline(body, counted, () => {})
    const likelyBytes =
      seen.length === 0
        ? undefined
        : likelyFileBytes(Buffer.concat(seen), request.headers['content-type'] ?? '', announced)
    seen = []
    const staged = await stage(filename, counted, { likelyBytes, signal: failed.signal })
    if (sizeBytes === 0) {
      await unstage(staged)
      throw badRequest(`'${filename}' is empty.`)
    }
    return { filename, sizeBytes, sha256: digest.digest('hex'), staged }
  }
}

function openParser(request: IncomingMessage): BusboyInstance {
  const type = request.headers['content-type']
  if (type === undefined || !/^multipart\/form-data\b/i.test(type)) {
    throw badRequest('Send the file as multipart/form-data, in a part named file.')
  }
  try {
    const headers = request.headers as BusboyHeaders // It has a content-type, as checked.
    return new Busboy({
      headers,
      limits,
      fileHwm: 1 << 16,
      highWaterMark: 1 << 16,
      isPartAFile: (_field, _type, name) => name !== undefined,
    })
  } catch {
    throw badRequest('The form is malformed: its Content-Type names no boundary.')
  }
}

function tooLarge(maxFileBytes: number): HttpProblem {
  return new HttpProblem(413, `The file is larger than ${maxFileBytes} bytes, which is the most that is taken.`)
}
