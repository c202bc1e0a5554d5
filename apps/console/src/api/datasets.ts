import { ApiProblem } from './ApiProblem.ts'
import type {
  Dataset,
  DatasetList,
  Profile,
  ProfileLine,
  ProfileList,
  ReadDatasetFileAnswer,
} from './generated/openApi.ts'
import { readLines } from './readLines.ts'
import { request, respond } from './request.ts'
import { textOf } from './textOf.ts'

export type DataMode = Profile['data_mode']
/** A profile as the page asks for it: with its parameters, without the best values. */
export type ProfileContents = Profile & Required<Pick<ProfileLine, 'parameters'>>
/** A parameter as the file delivered it, a value and a flag for each level. */
export type Parameter = ProfileContents['parameters'][number]

const base = '/api/v1/datasets'

export function listDatasets(
  query: { text?: string | undefined; parent?: number | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<DatasetList> {
  const { text, parent, limit, offset } = query
  return request(base, { query: { text, parent_dataset_id: parent, limit, offset }, signal })
}

export const readDataset = (id: string | number, signal?: AbortSignal): Promise<Dataset> =>
  request(`${base}/${encodeURIComponent(id)}`, { signal })

export const readDatasetFile = (id: number): Promise<ReadDatasetFileAnswer> => request(`${base}/${id}/file`)

export function listProfiles(id: number, limit: number, offset: number, signal?: AbortSignal): Promise<ProfileList> {
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
