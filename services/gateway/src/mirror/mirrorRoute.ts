import type { Database } from '@floatchat/db/connectDatabase'
import { type CentreShare, type MirrorState, readCentreShares, readMirrors } from '@floatchat/db/mirror/readMirrors'
import { z } from 'zod'
import { isoTimeOrNull } from '../http/isoTime.ts'
import { keptFor } from '../http/keptFor.ts'
import { type Route, route } from '../http/Route.ts'

/** Runs of each source that are told of. */
const mostRuns = 20
/** Counting every profile takes a moment where there are millions. */
const keptMs = 60_000

const time = z.iso.datetime().nullable()
const runJson = z
  .object({
    run_id: z.int(),
    status: z.enum(['running', 'succeeded', 'failed', 'stopped']).describe('stopped: by a signal; the next goes on.'),
    address: z.string().nullable().describe('Which of the addresses gave the indexes.'),
    started_at: time,
    ended_at: time,
    counts: z.record(z.string(), z.number()).describe('Files by what became of them; docs/mirror.md has the names.'),
    problems: z
      .array(z.object({ path: z.string(), problem: z.string() }))
      .describe('The first hundred of the files and indexes that could not be taken.'),
    error: z.string().nullable().describe('Why it failed.'),
  })
  .meta({ id: 'MirrorRun' })

const mirrorJson = z
  .object({
    source_id: z.int(),
    addresses: z.array(z.string()).describe('In the order in which they are asked.'),
    files: z.int().describe('Listed, or held and missing.'),
    held: z.int().describe('In the database.'),
    on_their_way: z.int().describe('Taken, and not in the database yet.'),
    wanted: z.int().describe('To be fetched, or to be fetched again.'),
    failed: z.int().describe('Refused by a stage.'),
    missing: z.int().describe('No longer listed.'),
    oldest_wanted: time.describe('Since when the oldest of those to be fetched is.'),
    runs: z.array(runJson).describe('The newest first.'),
  })
  .meta({ id: 'Mirror' })

const centreJson = z
  .object({ data_centre: z.string(), R: z.int(), A: z.int(), D: z.int() })
  .meta({ id: 'CentreProfiles', description: 'Core profiles by data mode, one for each cycle and direction.' })

/** `GET /api/v1/mirror`: what is mirrored, how its runs went, and what the data centres' profiles are. */
export function mirrorRoute(database: Database): Route {
  const shares = keptFor(keptMs, () => readCentreShares(database))
  return route({
    method: 'get',
    path: '/api/v1/mirror',
    id: 'readMirror',
    role: 'viewer',
    summary: 'The sources that are mirrored, with their last runs',
    answers: {
      200: {
        description: 'Every source; and what is held of each data centre, not older than a minute.',
        schema: z.object({ sources: z.array(mirrorJson), data_centres: z.array(centreJson) }),
      },
    },
    async handle(context) {
      const [mirrors, centres] = await Promise.all([readMirrors(database, mostRuns), shares()])
      return context.json({ sources: mirrors.map(toMirror), data_centres: toCentres(centres) })
    },
  })
}

function toMirror({ runs, oldest_wanted, ...mirror }: MirrorState): z.input<typeof mirrorJson> {
  return {
    ...mirror,
    oldest_wanted: isoTimeOrNull(oldest_wanted),
    runs: runs.map(({ source_id: _, ...run }) => ({
      ...run,
      started_at: isoTimeOrNull(run.started_at),
      ended_at: isoTimeOrNull(run.ended_at),
    })),
  }
}

function toCentres(shares: readonly CentreShare[]): z.input<typeof centreJson>[] {
  const byCentre = Map.groupBy(shares, ({ data_centre }) => data_centre)
  return [...byCentre].map(([data_centre, own]) => {
    const of = (mode: string) => own.find(({ data_mode }) => data_mode === mode)?.profiles ?? 0
    return { data_centre, R: of('R'), A: of('A'), D: of('D') }
  })
}
