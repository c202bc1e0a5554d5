import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { badRequest } from '../http/HttpProblem.ts'
import { likelyFileBytes } from './likelyFileBytes.ts'
import { type StagedFile, type StagingOptions, stageFile, stageSmallFile, tooLarge } from './stageFile.ts'
import { cleanDatasetName } from './uploadName.ts'

export interface ReceivedUpload<Staged> extends StagedFile<Staged> {
  /** The field dataset_name, wherever it stood. */
  readonly datasetName: string | null
}

export interface ReceiveOptions<Staged> extends StagingOptions<Staged> {
  /** Aborted when the client is gone or too slow. */
  readonly signal: AbortSignal
  /** Called once the request is known to be one that is read. */
  readonly beforeReading?: () => void
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
  const fail = (error: unknown) => failed.abort(error)
  const staging = { maxFileBytes, signal: failed.signal, stage, unstage }
  let datasetName: string | null = null
  let file: Promise<StagedFile<Staged>> | undefined
  // What comes before the file, to tell from the length of the form how long the file is.
  let seen: Buffer[] = []
  const likelyLength = () => {
    const before = Buffer.concat(seen)
    seen = []
    return before.length === 0 ? undefined : likelyFileBytes(before, request.headers['content-type'] ?? '', announced)
  }

  const parsed = readForm(parser, failed, {
    file(name, body) {
      const isSmall = announced > 0 && announced <= smallFormBytes
      file = isSmall ? stageSmallFile(name, body, staging) : stageFile(name, body, staging, likelyLength)
      file.catch(fail)
    },
    datasetName(name) {
      datasetName = name
    },
  })
  const stop = () => fail(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  beforeReading?.()
  let formSize = 0
  request.on('data', (chunk: Buffer) => {
    formSize += chunk.length
    if (formSize > maxFileBytes + formBytes) fail(tooLarge(maxFileBytes))
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
    fail(error)
    // Whatever the file came to is taken back before anybody is told.
    const staged = await file?.catch(() => undefined)
    if (staged !== undefined) await unstage(staged.staged)
    throw error
  }
}

/** Hands over what of a form is wanted, until its end. The first thing that is wrong with it aborts `failed`, which ends it. */
function readForm(
  parser: BusboyInstance,
  failed: AbortController,
  take: { file(name: string | undefined, body: Readable): void; datasetName(name: string): void },
): Promise<void> {
  let hasFile = false
  const refuse = (sentence: string) => failed.abort(badRequest(sentence))
  parser.on('file', (field, body, name) => {
    body.on('error', () => {
      // Destroyed by us it has a reason of its own, which whoever reads it tells; else the form broke off.
      if (!body.destroyed) refuse('The form is malformed: its file has no end.')
    })
    if (field !== 'file') return void body.resume()
    if (hasFile) return refuse('The form has more than one part named file: send one file at a time.')
    hasFile = true
    take.file(name, body)
  })
  parser.on('field', (field, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated) return refuse(`The field '${field}' is too long.`)
    // A part named file without a name of a file comes as a field.
    if (field === 'file') refuse('The file has no name: send one with the part named file.')
    if (field === 'dataset_name') take.datasetName(value)
  })
  parser.on('partsLimit', () => refuse('The form has too many parts.'))
  parser.on('fieldsLimit', () => refuse('The form has too many fields.'))
  parser.on('error', () => refuse('The form is malformed: send multipart/form-data, complete.'))
  return new Promise((resolve, reject) => {
    parser.on('finish', resolve)
    failed.signal.addEventListener('abort', () => reject(failed.signal.reason), { once: true })
  })
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
