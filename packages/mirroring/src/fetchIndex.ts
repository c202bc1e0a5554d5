import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { IndexKind } from '@floatchat/db/mirror/planMirror'
import { type IndexCounts, IndexProblem, IndexReader } from './IndexReader.ts'
import { sayOf } from './patientFetch.ts'
import { type Site, SiteProblem } from './Site.ts'

/** An index on our disk, read whole once. */
export interface SpooledIndex {
  readonly kind: IndexKind
  readonly name: string
  readonly counts: IndexCounts
  /** Gives every row again. */
  read(take: (bytes: Buffer, from: number, to: number, dateUpdate: number | null) => void): AsyncGenerator<void>
}

/**
 * Fetches an index, packed where there is such a one, and reads it to its end before anything is concluded from it.
 *
 * @returns undefined where the site has no such index.
 * @throws SiteProblem, IndexProblem: neither form can be had, or can be believed.
 */
export async function fetchIndex(
  site: Site,
  { kind, name }: { readonly kind: IndexKind; readonly name: string },
  folder: string,
  signal: AbortSignal,
): Promise<SpooledIndex | undefined> {
  let problem: unknown
  for (const form of [`${name}.gz`, name]) {
    try {
      const stream = await site.open(form, signal)
      if (stream === undefined) continue
      const path = join(folder, form)
      await pipeline(stream, createWriteStream(path), { signal })
      const spooled = { kind, name: form, read: rowsOf(path, kind) }
      const counts = await countsOf(path, kind)
      return { ...spooled, counts }
    } catch (error) {
      signal.throwIfAborted()
      await rm(join(folder, form), { force: true })
      problem = nameProblem(error, form)
    }
  }
  if (problem !== undefined) throw problem
  return undefined
}

function nameProblem(error: unknown, name: string): unknown {
  if (error instanceof IndexProblem) return new IndexProblem(`${name} is not believed: ${error.message}.`)
  if (error instanceof SiteProblem) return error
  const { code } = error as NodeJS.ErrnoException
  // What gunzip says of a packed file that is cut short, or is none.
  if (code?.startsWith('Z_'))
    return new IndexProblem(`${name} is not believed: it cannot be unpacked (${sayOf(error)}).`)
  return error
}

async function countsOf(path: string, kind: IndexKind): Promise<IndexCounts> {
  const reader = new IndexReader(kind, () => {})
  for await (const chunk of await textOf(path)) reader.push(chunk)
  return reader.end()
}

function rowsOf(path: string, kind: IndexKind): SpooledIndex['read'] {
  return async function* read(take) {
    const reader = new IndexReader(kind, take)
    for await (const chunk of await textOf(path)) {
      reader.push(chunk)
      yield
    }
    reader.end()
    yield
  }
}

/** Whatever its name says, and whoever unpacked it on the way: its first bytes tell whether it is packed. */
async function textOf(path: string): Promise<AsyncIterable<Buffer>> {
  const handle = await open(path)
  const first = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close())
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  if (first.buffer.readUInt16BE(0) !== 0x1f8b) return file
  const unpacked = createGunzip({ chunkSize: 256 * 1024 })
  // Awaited by whoever reads: the error ends the unpacked stream.
  pipeline(file, unpacked).catch((error: Error) => unpacked.destroy(error))
  return unpacked
}
