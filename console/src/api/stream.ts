import { request } from './request.ts'

export interface StageStatus {
  readonly stage: string
  readonly group: string
  readonly state: string
  readonly instances: readonly { readonly id: string; readonly host: string; readonly partitions: number }[]
  readonly lag: number | null
  readonly rate_per_second: number | null
  readonly dead_letters_open: number
}

export type DeadLetterStatus = 'open' | 'redriven' | 'discarded'

/** A dead letter as the database knows it. */
export interface DeadLetter {
  /** `parser:0:12`: stage, partition and offset of its topic. */
  readonly id: string
  readonly topic: string
  readonly partition: number
  readonly message_offset: number
  readonly stage: string
  readonly job_id: string | null
  readonly file_id: string | null
  readonly attempt: number | null
  readonly filename: string | null
  readonly reason_code: string
  readonly reason: string
  readonly permanent: boolean
  readonly redrives: number
  readonly original_topic: string
  readonly original_partition: number
  readonly original_offset: number
  /** ISO 8601, or milliseconds since 1970-01-01T00:00Z. */
  readonly happened_at: string | number
  readonly status: DeadLetterStatus
  readonly handled_at: string | number | null
  readonly handled_by: string | null
  readonly handled_reason: string | null
}

export interface ShownDeadLetter {
  readonly letter: DeadLetter
  readonly headers: Readonly<Record<string, string>> | null
  readonly record: { readonly type: string; readonly value: unknown } | null
  readonly undecodable: string | null
  readonly firstBytes: string | null
}

/** Which letters are meant: those named, or all open ones that everything given holds of. */
export interface DeadLetterFilter {
  readonly ids?: readonly string[]
  readonly stage?: string
  readonly job?: string
  readonly reason?: string
  readonly since?: string
}

export interface ActionAnswer {
  readonly dry_run: boolean
  readonly outcomes: readonly { readonly id: string; readonly action: string; readonly problem: string | null }[]
  readonly total: number
}

const base = '/api/v1/stream'

export async function listStages(signal?: AbortSignal): Promise<readonly StageStatus[]> {
  const { stages } = await request<{ stages: StageStatus[] }>(`${base}/stages`, { signal })
  return stages
}

export function listDeadLetters(
  query: DeadLetterFilter & { status?: string | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<{ dead_letters: readonly DeadLetter[]; total: number; limit: number; offset: number }> {
  const { ids: _, ...rest } = query
  return request(`${base}/dead-letters`, { query: rest, signal })
}

export const readDeadLetter = (id: string, signal?: AbortSignal): Promise<ShownDeadLetter> =>
  request(`${base}/dead-letters/${encodeURIComponent(id)}`, { signal })

/** Sends the letters again, or marks them as done with; with `dryRun` only says what would come of it. */
export function actOnDeadLetters(
  action: 'redrive' | 'discard',
  filter: DeadLetterFilter,
  { dryRun, because }: { readonly dryRun: boolean; readonly because?: string },
): Promise<ActionAnswer> {
  const body = {
    filter,
    ...(Object.keys(filter).length === 0 ? { all: true } : {}),
    dry_run: dryRun,
    ...(because === undefined ? {} : { because }),
  }
  return request(`${base}/dead-letters/${action}`, { method: 'POST', body })
}
