import type { Database } from '@floatchat/db/connectDatabase'
import { countActive } from '@floatchat/db/mirror/countActive'
import {
  countGone,
  type FileToWithdraw,
  forgetGone,
  forgetReplaced,
  goneFiles,
  replacedFiles,
} from '@floatchat/db/mirror/goneFiles'
import { requestWithdrawal } from '@floatchat/intake/withdrawals'
import type { RunCounts } from './RunCounts.ts'
import { type Site, SiteProblem } from './Site.ts'
import { untilNone } from './untilNone.ts'

export interface WithdrawParts {
  readonly database: Database
  readonly site: Site
  readonly sourceId: number
  readonly only: readonly string[]
  /** Kinds of files whose index was read in this run; of others nothing is known. */
  readonly kinds: readonly string[]
  readonly graceSeconds: number
  /** Of the files of one index the share that a run may withdraw. */
  readonly maxShare: number
  /** A hand has said that more may be. */
  readonly yesWithdraw: boolean
  readonly run: RunCounts
  readonly signal: AbortSignal
}

const batch = 200
const by = 'mirror'

/** Withdraws the datasets of files whose newer bytes are in the database. */
export async function withdrawReplaced({ database, sourceId, site, run, signal }: WithdrawParts): Promise<number[]> {
  const withdrawn: number[] = []
  for (;;) {
    const files = await replacedFiles(database, sourceId, batch)
    if (files.length === 0) return withdrawn
    signal.throwIfAborted()
    const datasets = files.flatMap((file) => file.datasets)
    const because = `A newer version of the file is in the database, as ${site.address} has it.`
    if (datasets.length > 0) await requestWithdrawal(database, { datasets, because, by })
    await forgetReplaced(
      database,
      sourceId,
      files.map(({ path }) => path),
    )
    run.add('replaced', datasets.length)
    withdrawn.push(...datasets)
  }
}

/**
 * Withdraws files that the index has lacked for the time of grace, each after the source was asked for the file itself.
 * Where they are too many of all, none is, until a hand says so.
 */
export async function withdrawGone(parts: WithdrawParts): Promise<number[]> {
  const { database, sourceId, only, kinds, graceSeconds, run, signal } = parts
  const counted = await countGone(database, sourceId, only, graceSeconds)
  const allowed: string[] = []
  for (const { index_kind: kind, known, due, renamed } of counted) {
    if (due === 0) continue
    if (!kinds.includes(kind)) continue
    const lost = due - renamed
    if (lost <= Math.max(1, Math.floor(parts.maxShare * known)) && due < known) allowed.push(kind)
    else if (parts.yesWithdraw) allowed.push(kind)
    else {
      run.add('withheld', due)
      run.problem(
        kind,
        `${lost} of ${known} files are missing from the index, more than one run withdraws: look whether they are gone, then run once with --yes-withdraw.`,
      )
    }
  }
  const withdrawn: number[] = []
  for (let after = ''; allowed.length > 0; ) {
    const files = await goneFiles(database, sourceId, only, allowed, graceSeconds, after, batch)
    const last = files.at(-1)
    if (last === undefined) break
    after = last.path
    const gone: FileToWithdraw[] = []
    for (const file of files) {
      signal.throwIfAborted()
      const problem = await whyToKeep(parts.site, file.path, signal)
      if (problem === undefined) gone.push(file)
      else run.file({ path: file.path, outcome: 'kept', problem })
    }
    const datasets = gone.flatMap((file) => file.datasets)
    const because = `The file is no longer at ${parts.site.address}.`
    if (datasets.length > 0) await requestWithdrawal(database, { datasets, because, by })
    await forgetGone(
      database,
      sourceId,
      gone.map(({ path }) => path),
    )
    for (const { path } of gone) run.file({ path, outcome: 'withdrawn' })
    withdrawn.push(...datasets)
  }
  return withdrawn
}

async function whyToKeep(site: Site, path: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return (await site.exists(path, signal)) ? `${path} is there, though no index lists it.` : undefined
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof SiteProblem)) throw error
    return `${path} is not listed, and whether it is there cannot be said: ${error.message}`
  }
}

/** Until the writer has taken them out. */
export async function untilWithdrawn(database: Database, datasets: readonly number[], signal: AbortSignal) {
  if (datasets.length > 0) await untilNone(() => countActive(database, datasets), signal)
}
