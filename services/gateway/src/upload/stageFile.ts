import { createHash, hash } from 'node:crypto'
import { pipeline, type Readable, Transform } from 'node:stream'
import { badRequest, HttpProblem } from '../http/HttpProblem.ts'
import { uploadName } from './uploadName.ts'

export interface StagedFile<Staged> {
  readonly filename: string
  readonly sizeBytes: number
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** What `stage` made of the file. */
  readonly staged: Staged
}

export interface StagingOptions<Staged> {
  readonly maxFileBytes: number
  /** Aborted when the upload fails: the client is gone or too slow, or the form is not as it should be. */
  readonly signal: AbortSignal
  /** Takes the file: all of a small one, or its bytes as they come; what it leaves unread waits with the client. */
  readonly stage: (filename: string, body: Readable | Buffer, about: StagingHints) => Promise<Staged>
  /** Takes back what `stage` has done, where the upload fails after it. */
  readonly unstage: (staged: Staged) => Promise<void>
}

export interface StagingHints {
  /** How long the file most likely is, where that can be told. */
  readonly likelyBytes: number | undefined
  readonly signal: AbortSignal
}

/** A file that is gathered first and then staged in one piece. */
export async function stageSmallFile<Staged>(
  name: string | undefined,
  body: Readable,
  { maxFileBytes, signal, stage }: StagingOptions<Staged>,
): Promise<StagedFile<Staged>> {
  const filename = uploadName(name)
  const chunks: Buffer[] = []
  body.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise<void>((resolve, reject) => {
    body.on('end', resolve)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const bytes = Buffer.concat(chunks)
  const sizeBytes = bytes.length
  if (sizeBytes > maxFileBytes) throw tooLarge(maxFileBytes)
  if (sizeBytes === 0) throw empty(filename)
  const staged = await stage(filename, bytes, { likelyBytes: sizeBytes, signal })
  return { filename, sizeBytes, sha256: hash('sha256', bytes), staged }
}

/** A file that is staged as it comes, hashed on the way. */
export async function stageFile<Staged>(
  name: string | undefined,
  body: Readable,
  { maxFileBytes, signal, stage, unstage }: StagingOptions<Staged>,
  likelyLength: () => number | undefined,
): Promise<StagedFile<Staged>> {
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
  const staged = await stage(filename, counted, { likelyBytes: likelyLength(), signal })
  if (sizeBytes === 0) {
    await unstage(staged)
    throw empty(filename)
  }
  return { filename, sizeBytes, sha256: digest.digest('hex'), staged }
}

export function tooLarge(maxFileBytes: number): HttpProblem {
  return new HttpProblem(413, `The file is larger than ${maxFileBytes} bytes, which is the most that is taken.`)
}

function empty(filename: string): HttpProblem {
  return badRequest(`'${filename}' is empty.`)
}
