import type {
  CountDeadLettersAnswer,
  DeadLetterReason,
  ListDeadLettersAnswer,
  ListStagesAnswer,
  ReadDeadLetterAnswer,
  RedriveDeadLettersAnswer,
  RedriveDeadLettersBody,
} from './generated/openApi.ts'
import { request } from './request.ts'

export type StageStatus = ListStagesAnswer['stages'][number]
/** A dead letter as the database knows it. */
export type DeadLetter = ListDeadLettersAnswer['dead_letters'][number]
/** Which letters are meant: those named, or all open ones that everything given holds of. */
export type DeadLetterFilter = NonNullable<RedriveDeadLettersBody['filter']>

const base = '/api/v1/stream'

export async function listStages(signal?: AbortSignal): Promise<readonly StageStatus[]> {
  const { stages } = await request<ListStagesAnswer>(`${base}/stages`, { signal })
  return stages
}

export function listDeadLetters(
  query: DeadLetterFilter & { status?: string | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<ListDeadLettersAnswer> {
  const { ids: _, ...rest } = query
  return request(`${base}/dead-letters`, { query: rest, signal })
}

/** The same letters, counted by stage and reason. */
export async function countDeadLetters(
  query: DeadLetterFilter & { status?: string | undefined },
  signal?: AbortSignal,
): Promise<readonly DeadLetterReason[]> {
  const { ids: _, ...rest } = query
  const { reasons } = await request<CountDeadLettersAnswer>(`${base}/dead-letters/reasons`, { query: rest, signal })
  return reasons
}

export const readDeadLetter = (id: string, signal?: AbortSignal): Promise<ReadDeadLetterAnswer> =>
  request(`${base}/dead-letters/${encodeURIComponent(id)}`, { signal })

/** Sends the letters again, or marks them as done with; with `dryRun` only says what would come of it. */
export function actOnDeadLetters(
  action: 'redrive' | 'discard',
  filter: DeadLetterFilter,
  { dryRun, because }: { readonly dryRun: boolean; readonly because?: string },
): Promise<RedriveDeadLettersAnswer> {
  const body: RedriveDeadLettersBody = {
    filter,
    ...(Object.keys(filter).length === 0 ? { all: true } : {}),
    dry_run: dryRun,
    ...(because === undefined ? {} : { because }),
  }
  return request(`${base}/dead-letters/${action}`, { method: 'POST', body })
}
