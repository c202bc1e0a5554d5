import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@floatchat/db/connectDatabase'
import { compareFiles, type Difference, findHeldBytes } from '@floatchat/db/mirror/compareFiles'
import { findMirrorSource } from '@floatchat/db/mirror/mirrorSources'
import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import type { SpooledIndex } from './fetchIndex.ts'
import { indexRows, readIndexes } from './readIndexes.ts'
import { type Site, SiteProblem } from './Site.ts'
import { Sites } from './Sites.ts'
import { scopeOf } from './scopeOf.ts'

export interface VerifyRequest {
  readonly sites: readonly Site[]
  readonly only: readonly string[]
  /** Fetches every file and compares its bytes; otherwise paths and dates are compared. */
  readonly deep: boolean
  readonly atOnce: number
  readonly signal: AbortSignal
}

/** A difference; or `unsure`, where the source did not give the file. */
export type Finding = Omit<Difference, 'kind'> & { readonly kind: Difference['kind'] | 'unsure' }

/** Of so many differences by paths and dates the rest goes unnamed. */
const mostCompared = 100_000
const batch = 200

/**
 * Names every difference between what the source holds and what the database does, and changes nothing.
 *
 * @throws SiteProblem or IndexProblem where no site gives an index that can be believed; Error for a source that was
 * never mirrored.
 */
export async function* verifyMirror(database: Database, request: VerifyRequest): AsyncGenerator<Finding, void> {
  const { sites, only, deep, signal } = request
  const sourceId = await findMirrorSource(
    database,
    sites.map(({ address }) => address),
  )
  if (sourceId === undefined) throw new Error('This source was never mirrored: ./floatchat mirror run does so.')
  const folder = await mkdtemp(join(tmpdir(), 'floatchat-mirror-'))
  try {
    const { site, indexes, problems } = await readIndexes(sites, folder, signal)
    for (const { path, problem } of problems) yield { kind: 'unsure', path, dataset_id: null, says: problem }
    const kinds = indexes.map(({ kind }) => kind)
    const comparison = { sourceId, kinds, rows: indexRows(indexes, only), only }
    const named = new Set<string>()
    for (const difference of await compareFiles(database, comparison, mostCompared)) {
      named.add(difference.path)
      yield difference
    }
    if (!deep) return
    const look = limitConcurrency(request.atOnce)
    const files = new Sites(sites, site)
    for await (const paths of pathsOf(indexes, only)) {
      const held = new Map((await findHeldBytes(database, sourceId, paths)).map((each) => [each.path, each]))
      const found = await Promise.all(
        // What was named by its date is not named again.
        paths
          .filter((path) => !named.has(path))
          .map((path) => look(() => compareBytes(files, path, held.get(path), signal))),
      )
      for (const finding of found) if (finding !== undefined) yield finding
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compareBytes(
  sites: Sites,
  path: string,
  held: { readonly sha256: string | null; readonly dataset_id: number | null; readonly is_held: boolean } | undefined,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const about = { path, dataset_id: held?.dataset_id ?? null }
  try {
    const { fetched } = await sites.fetch(path, undefined, signal)
    if (fetched.kind !== 'bytes') {
      const says = 'It is held; the index lists it, and it is not there.'
      return held?.is_held ? { ...about, kind: 'extra', says } : undefined
    }
    if (held?.is_held !== true) return { ...about, kind: 'missing', says: 'It is there and is not held.' }
    const sha256 = createHash('sha256').update(fetched.bytes).digest('hex')
    if (sha256 === held.sha256) return undefined
    return { ...about, kind: 'other', says: `Its bytes have the SHA-256 ${sha256}, and those held ${held.sha256}.` }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof SiteProblem)) throw error
    return { ...about, kind: 'unsure', says: error.message }
  }
}

/** The paths that the indexes list, a batch at a time; one that is listed twice may come twice. */
async function* pathsOf(indexes: readonly SpooledIndex[], only: readonly string[]): AsyncGenerator<string[]> {
  const isInScope = scopeOf(only)
  let paths = new Set<string>()
  for (const { read } of indexes) {
    const pieces = read((bytes, from, to) => {
      if (isInScope(bytes, from, to)) paths.add(bytes.toString('utf8', from, to))
    })
    for await (const _ of pieces) {
      const all = [...paths]
      paths = new Set()
      for (let at = 0; at < all.length; at += batch) yield all.slice(at, at + batch)
    }
  }
}
