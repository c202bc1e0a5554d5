import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@floatchat/db/connectDatabase'
import { holdLead } from '@floatchat/db/mirror/holdLead'
import { beginRun, type RunStatus, saveRun } from '@floatchat/db/mirror/mirrorRuns'
import { openMirrorSource } from '@floatchat/db/mirror/mirrorSources'
import { pendingWithdrawals } from '@floatchat/db/mirror/pendingWithdrawals'
import { type Plan, planMirror } from '@floatchat/db/mirror/planMirror'
import { settleFiles } from '@floatchat/db/mirror/settleFiles'
import { openIntake } from '@floatchat/intake/openIntake'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { waitFor } from '@floatchat/service/waitFor'
import { IndexProblem } from './IndexReader.ts'
import { type FileReport, RunCounts } from './RunCounts.ts'
import { type Indexes, indexRows, readIndexes } from './readIndexes.ts'
import { type Site, SiteProblem } from './Site.ts'
import { Sites } from './Sites.ts'
import { takeWanted } from './takeWanted.ts'
import { untilNone } from './untilNone.ts'
import { untilWithdrawn, type WithdrawParts, withdrawGone, withdrawReplaced } from './withdrawFiles.ts'

export interface MirrorParts {
  readonly database: Database
  readonly bucket: Bucket
  readonly log: Logger
  readonly signal: AbortSignal
}

export interface MirrorRequest {
  /** In the order in which they are asked. */
  readonly sites: readonly Site[]
  /** Folders that the run is limited to: `aoml`, `aoml/13857`. */
  readonly only: readonly string[]
  readonly atOnce: number
  readonly graceHours: number
  readonly maxWithdrawShare: number
  /** Withdraws what is missing, however many there are. */
  readonly yesWithdraw?: boolean
  /** Says what would be done. */
  readonly dryRun?: boolean
  /** What was held already counts as brought by this source, and is withdrawn with its file. */
  readonly adopt?: boolean
  /** Is told each file as it is dealt with. */
  readonly ended?: (report: FileReport) => void
  /** The lead was taken: it begins. */
  readonly began?: (sourceId: number) => void
}

export interface MirrorRun {
  readonly status: Exclude<RunStatus, 'running'>
  readonly address: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly problems: readonly { readonly path: string; readonly problem: string }[]
  readonly error: string | null
  /** Of a dry run: the first of the paths that it would deal with. */
  readonly sample: Plan['sample']
}

/**
 * Makes the files held those of the source, once. It begins where the last run stopped: everything is recorded as it is
 * done, and what is done is not done again.
 *
 * @returns undefined where another instance is at it.
 */
export async function runMirror(parts: MirrorParts, request: MirrorRequest): Promise<MirrorRun | undefined> {
  const { database } = parts
  const addresses = request.sites.map(({ address }) => address)
  const sourceId = await openMirrorSource(database, addresses)
  const lead = await holdLead(database, sourceId)
  if (lead === undefined) return undefined
  request.began?.(sourceId)
  const folder = await mkdtemp(join(tmpdir(), 'floatchat-mirror-'))
  try {
    const signal = AbortSignal.any([parts.signal, lead.lost])
    return await new Mirroring({ ...parts, signal }, request, sourceId, folder).run()
  } finally {
    await rm(folder, { recursive: true, force: true })
    await lead.release()
  }
}

const savedEveryMs = 5_000

class Mirroring {
  readonly #parts: MirrorParts
  readonly #request: MirrorRequest
  readonly #sourceId: number
  readonly #folder: string
  readonly #counts: RunCounts
  #address: string | null = null
  #sample: Plan['sample'] = []
  #savedAt = 0

  constructor(parts: MirrorParts, request: MirrorRequest, sourceId: number, folder: string) {
    this.#parts = parts
    this.#request = request
    this.#sourceId = sourceId
    this.#folder = folder
    this.#counts = new RunCounts(request.ended)
  }

  async run(): Promise<MirrorRun> {
    const { database, signal, log } = this.#parts
    const runId = this.#request.dryRun ? undefined : await beginRun(database, this.#sourceId)
    let status: MirrorRun['status'] = 'succeeded'
    let error: string | null = null
    try {
      await this.#work(runId)
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown)
      status = signal.aborted ? 'stopped' : 'failed'
      if (!(signal.aborted || thrown instanceof SiteProblem || thrown instanceof IndexProblem))
        log.error({ err: thrown }, 'the run of a mirror failed')
    }
    const { counts, problems } = this.#counts
    const report = { status, address: this.#address, counts, problems, error }
    // A run that cannot say how it ended counts as stopped: the next one says so.
    if (runId !== undefined)
      await saveRun(database, runId, report).catch((cause: unknown) =>
        log.warn({ err: cause }, 'the run was not recorded'),
      )
    return { ...report, sample: this.#sample }
  }

  async #work(runId: number | undefined): Promise<void> {
    const { database, log, signal } = this.#parts
    // What is on its way out must not be found to be held.
    await untilWithdrawn(database, await pendingWithdrawals(database, this.#sourceId), signal)
    const indexes = await readIndexes(this.#request.sites, this.#folder, signal)
    this.#address = indexes.site.address
    for (const { path, problem } of indexes.problems) this.#counts.problem(path, problem)
    await this.#plan(indexes)
    if (runId === undefined) return
    await this.#saved(runId)
    await this.#take(indexes, runId)
    const withdrawing = this.#withdrawParts(indexes)
    const replaced = await this.#untilEnded(withdrawing, runId)
    const gone = await waitFor('the database', log, signal, () => withdrawGone(withdrawing))
    await untilWithdrawn(database, [...replaced, ...gone], signal)
  }

  async #plan({ indexes, isFirst }: Indexes): Promise<void> {
    const { database } = this.#parts
    const { only, dryRun = false } = this.#request
    for (const { name, counts } of indexes) {
      this.#counts.add('blank', counts.blank)
      this.#counts.add('odd', counts.odd)
      for (const row of counts.oddRows) this.#counts.problem(name, `This row is none and is passed over: ${row}`)
      if (counts.rows === 0) this.#counts.problem(name, 'It lists no file.')
    }
    const kinds = indexes.map(({ kind }) => kind)
    const rows = indexRows(indexes, only)
    const input = { sourceId: this.#sourceId, kinds, rows, only, onlyNewer: !isFirst, dryRun }
    const { sample, ...counted } = await planMirror(database, input)
    for (const [name, count] of Object.entries(counted)) this.#counts.add(name, count)
    this.#sample = sample
    this.#parts.log.info({ source: this.#address, ...counted }, 'the indexes are read')
  }

  #take({ site, indexes }: Indexes, runId: number): Promise<void> {
    const { database, bucket, log, signal } = this.#parts
    const { only, atOnce, adopt = false, sites } = this.#request
    const hasIndex = indexes.every(({ kind }) => kind !== 'folder')
    const parts = { database, intake: openIntake({ database, bucket }), sites: new Sites(sites, site), signal }
    return takeWanted(
      { ...parts, sourceId: this.#sourceId, hasIndex, adopt, run: this.#counts },
      { only, atOnce, log, progressed: () => this.#saved(runId) },
    )
  }

  /**
   * Until every file that was taken has ended, as every job does. No more are taken, so the earlier versions of those that
   * have ended are withdrawn meanwhile: before, one might have been found to be held by a path that is about to have it.
   */
  async #untilEnded(parts: WithdrawParts, runId: number): Promise<number[]> {
    const { log, signal, database } = this.#parts
    const withdrawn: number[] = []
    await untilNone(async () => {
      const { open, failed } = await waitFor('the database', log, signal, () => settleFiles(database, this.#sourceId))
      this.#counts.counts.failing = failed
      withdrawn.push(...(await waitFor('the database', log, signal, () => withdrawReplaced(parts))))
      await this.#saved(runId)
      return open
    }, signal)
    return withdrawn
  }

  #withdrawParts({ site, indexes }: Indexes): WithdrawParts {
    const { database, signal } = this.#parts
    const { only, graceHours, maxWithdrawShare: maxShare, yesWithdraw = false } = this.#request
    const kinds = indexes.map(({ kind }) => kind)
    return {
      ...{ database, site, sourceId: this.#sourceId, only, kinds, graceSeconds: graceHours * 3600 },
      ...{ maxShare, yesWithdraw, run: this.#counts, signal },
    }
  }

  async #saved(runId: number): Promise<void> {
    if (performance.now() - this.#savedAt < savedEveryMs && this.#savedAt > 0) return
    this.#savedAt = performance.now()
    const { database, log, signal } = this.#parts
    const { counts, problems } = this.#counts
    const report = { status: 'running' as const, address: this.#address, counts, problems, error: null }
    await waitFor('the database', log, signal, () => saveRun(database, runId, report))
  }
}
