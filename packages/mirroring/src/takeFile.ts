import { createHash } from 'node:crypto'
import { basename } from 'node:path/posix'
import { verdictCodes } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { findKnownFiles, type KnownFile } from '@floatchat/db/datasets/findKnownFiles'
import {
  claimDataset,
  type FetchedFile,
  saveFetched,
  saveUnfetched,
  type WantedFile,
} from '@floatchat/db/mirror/wantedFiles'
import type { Intake } from '@floatchat/intake/openIntake'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import type { FileReport, RunCounts } from './RunCounts.ts'
import { SiteProblem } from './Site.ts'
import type { Sites } from './Sites.ts'
import { surveyNetcdf } from './surveyNetcdf.ts'

export interface TakeParts {
  readonly database: Database
  readonly intake: Intake
  readonly sites: Sites
  readonly sourceId: number
  /** Whether dates are those of an index, which speak of DATE_UPDATE. */
  readonly hasIndex: boolean
  /** Whether what was there already counts as brought by the mirror, and is withdrawn with its file. */
  readonly adopt: boolean
  readonly run: RunCounts
  readonly signal: AbortSignal
}

/** For so long a file is fetched again that is older than the index says; then the index is taken to be wrong. */
const aheadMs = 7 * 24 * 3_600_000

/**
 * Fetches a file and begins its ingestion, unless its bytes are held already. The file decides what it is: the index
 * only says that it is worth a look.
 */
export async function takeFile(parts: TakeParts, wanted: WantedFile): Promise<FileReport> {
  const { database, intake, sourceId, sites, signal } = parts
  const { path } = wanted
  const leave = async (outcome: FileReport['outcome'], isWanted: boolean, problem: string | null) => {
    await saveUnfetched(database, { sourceId, path, isWanted, problem })
    return { path, outcome, ...(problem === null ? {} : { problem }) }
  }
  let given: Awaited<ReturnType<Sites['fetch']>>
  try {
    given = await sites.fetch(path, versionToAskBeside(wanted), signal)
  } catch (error) {
    if (!(error instanceof SiteProblem)) throw error
    return leave('unfetched', true, error.message)
  }
  const { fetched, isFallback } = given
  if (fetched.kind === 'unchanged') return leave('unchanged', false, null)
  if (fetched.kind === 'absent') return leave('absent', true, `${path} is listed and is not there.`)
  const { bytes, etag } = fetched
  parts.run.add('bytes', bytes.length)
  const survey = surveyNetcdf(path, bytes)
  if (survey.problem !== undefined) return leave('spoiled', true, survey.problem)
  const isOlder = survey.dateUpdate !== null && wanted.file_update !== null && survey.dateUpdate < wanted.file_update
  if (isFallback && isOlder) return leave('unfetched', true, `${path} is older at a fallback than what is held.`)

  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const ahead = parts.hasIndex ? aheadOf(wanted, survey.dateUpdate) : null
  parts.run.date(ahead !== null)
  const isSettled = ahead === null || Date.now() - wanted.wanted_since > aheadMs || parts.run.datesAreOthers
  const about = { sourceId, path, sha256, sizeBytes: bytes.length, etag, fileUpdate: survey.dateUpdate }
  const fetchedAs = (datasetId: number, isGood: boolean, problem: string | null): FetchedFile => ({
    ...about,
    ...{ datasetId, isWhatWasWanted: isSettled && isGood, problem },
  })
  const report = (outcome: FileReport['outcome'], datasetId: number, problem: string | null): FileReport => ({
    ...{ path, outcome, dataset_id: datasetId },
    ...(problem === null ? {} : { problem }),
  })

  if (wanted.sha256 === sha256 && wanted.dataset_id !== null && wanted.state !== 'failed') {
    await saveFetched(database, fetchedAs(wanted.dataset_id, true, ahead))
    return report(ahead === null ? 'unchanged' : 'ahead', wanted.dataset_id, ahead)
  }
  const [known] = await findKnownFiles(database, [sha256], verdictCodes)
  if (known !== undefined) {
    const refusal = known.status === 'failed' ? refusalOf(path, known) : null
    if (parts.adopt) await claimDataset(database, sourceId, known.dataset_id)
    await saveFetched(database, fetchedAs(known.dataset_id, refusal === null, refusal ?? ahead))
    return report(refusal === null ? 'known' : 'failed', known.dataset_id, refusal ?? ahead)
  }
  const filename = basename(path)
  const staged = await intake.stage(filename, bytes, { sizeBytes: bytes.length })
  await intake.begin(staged, {
    ...{ filename, datasetName: null, sizeBytes: bytes.length, sha256, lane: 'bulk' },
    ...{ traceparent: traceparentOf(continueTrace(undefined)), fetched: fetchedAs(staged.datasetId, true, ahead) },
  })
  return report('taken', staged.datasetId, ahead)
}

/** Only where the index does not say when a file changed is the source asked whether it did: its word for it may lie. */
function versionToAskBeside({ index_update, state, etag, size_bytes }: WantedFile) {
  return index_update === null && state === 'held' ? { etag, sizeBytes: size_bytes } : undefined
}

function aheadOf({ path, index_update }: WantedFile, dateUpdate: number | null): string | null {
  if (index_update === null || dateUpdate === null || dateUpdate >= index_update) return null
  return `${path} is of ${new Date(dateUpdate).toISOString()}, and the index speaks of ${new Date(index_update).toISOString()}.`
}

const refusalOf = (path: string, { reason }: KnownFile) => `${path} cannot be taken: ${reason ?? 'it was refused.'}`
