import type { Database } from '@floatchat/db/connectDatabase'
import type { LevelChoice } from '@floatchat/db/reading/readLevels'
import { readOutline } from '@floatchat/db/reading/readOutline'
import { type ProfileArrays, readProfileArrays } from '@floatchat/db/reading/readProfileArrays'
import { countCycleParameters, readProfileHeads, readTextWidths } from '@floatchat/db/reading/readProfileHeads'
import { readCycles } from '@floatchat/db/reading/readTable'
import type { TextCells } from '@floatchat/db/reading/TextTable'
import { HttpProblem } from '../../http/HttpProblem.ts'
import { readAhead } from '../readAhead.ts'
import { ProfileFile, type ProfileRecord } from './ProfileFile.ts'
import { cycleVariables } from './profileVariables.ts'

/** What is gathered before it is sent, bytes. */
const partBytes = 256 * 1024
const now = () => new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)

/** Cuts ids into what is read at once. */
export type Pages = (ids: readonly number[]) => Iterable<readonly number[]>

/**
 * Levels of profiles as an Argo-like netCDF file: measured first, then sent profile by profile.
 *
 * @throws HttpProblem 503 where a profile was replaced by a newer version after it had been counted.
 */
export async function* writeLevelsNetcdf(
  database: Database,
  all: readonly number[],
  choice: LevelChoice,
  pages: Pages,
): AsyncGenerator<Uint8Array, void> {
  const { ids, levelCount, parameters } = await readOutline(database, all, choice)
  const file = new ProfileFile({
    ...{ profileCount: ids.length, widths: await readTextWidths(database, ids), now: now() },
    levels: { count: levelCount, expert: choice.mode === 'expert', parameters },
    parameterCount: parameters.length,
    attributes: { user_mode: choice.mode },
  })
  yield* gathered(file, pages(ids), async (page) => {
    const [heads, arrays] = await Promise.all([
      readProfileHeads(database, page),
      readProfileArrays(database, page, choice),
    ])
    const arraysOf = new Map(arrays.map((one): [number, ProfileArrays] => [one.profileId, one]))
    const none: Pick<ProfileArrays, 'parameters' | 'variables'> = { parameters: [], variables: new Map() }
    return heads.map((head) => ({ head, ...(arraysOf.get(head.profile_id) ?? none) }))
  })
}

/** Cycles as a netCDF file without levels. */
export async function* writeCyclesNetcdf(
  database: Database,
  ids: readonly number[],
  pages: Iterable<readonly number[]>,
): AsyncGenerator<Uint8Array, void> {
  const widths = await readTextWidths(database, ids)
  const file = new ProfileFile({
    ...{ profileCount: ids.length, widths, levels: undefined, more: cycleVariables },
    parameterCount: await countCycleParameters(database, ids),
    ...{ attributes: {}, now: now() },
  })
  yield* gathered(file, pages, async (page) => {
    const [heads, cycles] = await Promise.all([readProfileHeads(database, page), readCycles(database, page)])
    const cycleOf = new Map(
      cycles.rows.map(({ cells }) => {
        const cycle = Object.fromEntries(cycles.columns.map(({ name }, index) => [name, sameOf(cells[index])]))
        return [Number(cycle.profile_id), cycle]
      }),
    )
    return heads.flatMap((head) => {
      const cycle = cycleOf.get(head.profile_id)
      if (cycle === undefined) return []
      const modes = JSON.parse(cycle.parameter_modes ?? '{}') as Record<string, string>
      return [
        {
          ...{ head: { ...head, cycle }, variables: new Map<string, string>() },
          parameters: Object.entries(modes).map(([name, dataMode]) => ({ name, dataMode })),
        },
      ]
    })
  })
}

/** A cycle has a row of its own. */
const sameOf = (cell: TextCells | undefined) => (cell !== undefined && 'same' in cell ? cell.same : null)

async function* gathered(
  file: ProfileFile,
  pages: Iterable<readonly number[]>,
  read: (page: readonly number[]) => Promise<readonly ProfileRecord[]>,
): AsyncGenerator<Uint8Array, void> {
  yield file.head()
  const whole = async (page: readonly number[]) => {
    const records = await read(page)
    // The file says how many there are: fewer would be a file that is wrong.
    if (records.length !== page.length)
      throw new HttpProblem(503, 'A profile was replaced by a newer version while it was sent: ask again.', {
        'retry-after': '1',
      })
    return records
  }
  for await (const records of readAhead(pages, whole)) {
    const most = Math.max(1, Math.floor(partBytes / file.recordSize))
    for (let from = 0; from < records.length; from += most)
      yield Buffer.concat(records.slice(from, from + most).map((record) => file.record(record)))
  }
}
