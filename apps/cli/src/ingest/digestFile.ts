import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** A file up to this length is read at once; most are of one profile and some 100 kB. */
const smallBytes = 4 * 1024 * 1024

/** The SHA-256 of a file's bytes, 64 hexadecimal digits. */
export async function digestFile(path: string, sizeBytes: number, signal?: AbortSignal): Promise<string> {
  if (sizeBytes <= smallBytes) return hash('sha256', await readFile(path))
  const reading = { highWaterMark: 1024 * 1024, ...(signal === undefined ? {} : { signal }) }
  const digest = createHash('sha256')
  for await (const chunk of createReadStream(path, reading)) digest.update(chunk as Buffer)
  return digest.digest('hex')
}
