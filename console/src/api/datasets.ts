import { ApiProblem } from './ApiProblem.ts'
import type { Instant, TestCount } from './jobs.ts'
import { readLines } from './readLines.ts'
import { request, respond } from './request.ts'
import { textOf } from './textOf.ts'

export interface Dataset {
  readonly dataset_id: number
  readonly parent_dataset_id: number | null
  readonly job_id: string | null
  readonly name: string | null
  readonly source_filename: string | null
  readonly raw_file_size: number | null
  readonly raw_file_sha256: string | null
  readonly ingestion_date: Instant
  readonly date_range_start: Instant | null
  readonly date_range_end: Instant | null
  /** GeoJSON; its bbox is west, south, east, north, west being greater than east across the antimeridian. */
  readonly bbox: { readonly bbox: readonly number[] } | null
  /** This and the other counts are null until the file is in the database. */
  readonly float_count: number | null
  readonly profile_count: number | null
  readonly measurement_count: number | null
  readonly outlier_count: number | null
  readonly variable_list: readonly string[] | null
  readonly test_counts: readonly TestCount[] | null
  /** What is odd in the file, a sentence each. */
  readonly warnings: readonly string[]
  readonly summary_text: string | null
  readonly summary_source: 'llm' | 'template' | null
  readonly summary_model: string | null
  readonly dataset_version: number
  readonly member_count: number
}

export type DataMode = 'R' | 'A' | 'D'

/** A profile as it is listed. */
export interface Profile {
  readonly profile_id: number
  readonly dataset_id: number | null
  readonly platform_number: string
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly source_kind: 'core' | 'bgc' | 'synthetic'
  /** 0 is the primary sampling of the cycle. */
  readonly profile_index: number
  readonly timestamp: Instant | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly position_qc: number | null
  readonly position_invalid: boolean
  readonly data_mode: DataMode
  readonly vertical_sampling_scheme: string | null
  readonly level_count: number
  readonly outlier_count: number
  /** Bits of the failed tests of date and position. */
  readonly failed_tests: number
}

/** A parameter as the file delivered it, a value and a flag for each level. */
export interface Parameter {
  readonly parameter: string
  readonly data_mode: DataMode
  readonly units: string | null
  readonly raw: readonly (number | null)[] | null
  readonly qc: string | null
  readonly adjusted: readonly (number | null)[] | null
  readonly adjusted_qc: string | null
  readonly adjusted_error: readonly (number | null)[] | null
  /** Whether a value needs the 64 bits of a double. */
  readonly is_double: boolean
  /** Bits of the failed tests of each level; null where none failed. */
  readonly failed_tests: readonly number[] | null
}

export interface ProfileContents extends Profile {
  readonly parameters: readonly Parameter[]
}

const base = '/api/v1/datasets'

export function listDatasets(
  query: { text?: string | undefined; parent?: number | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<{ datasets: readonly Dataset[]; total: number; limit: number; offset: number }> {
  const { text, parent, limit, offset } = query
  return request(base, { query: { text, parent_dataset_id: parent, limit, offset }, signal })
}

export const readDataset = (id: string | number, signal?: AbortSignal): Promise<Dataset> =>
  request(`${base}/${encodeURIComponent(id)}`, { signal })

export const readDatasetFile = (id: number): Promise<{ url: string; filename: string }> => request(`${base}/${id}/file`)

export function listProfiles(
  id: number,
  limit: number,
  offset: number,
  signal?: AbortSignal,
): Promise<{ profiles: readonly Profile[]; total: number }> {
  return request(`${base}/${id}/profiles`, { query: { limit, offset }, signal })
}

/** How many profiles can be asked for by name in one request. */
export const namedAtMost = 500

/**
 * Profiles of a dataset with their parameters, as they come, in the order of their ids. One that was replaced by a
 * newer version meanwhile does not come.
 *
 * @throws ApiProblem also where the answer breaks off
 */
export async function* readProfiles(
  id: number,
  profileIds: readonly number[],
  signal?: AbortSignal,
): AsyncGenerator<ProfileContents> {
  const query = { include: 'parameters', profile_ids: profileIds.join(',') }
  const headers = { accept: 'application/x-ndjson' }
  const { body } = await respond(`${base}/${id}/profiles/contents`, { query, headers, signal })
  if (body === null) return
  try {
    for await (const line of readLines(textOf(body))) yield JSON.parse(line) as ProfileContents
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(0, 'The gateway broke its answer off: try again.')
  }
}
