import { ApiProblem } from './ApiProblem.ts'
import type {
  Dataset,
  DatasetList,
  DatasetRelations,
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

/** Of what profiles are looked at: of a dataset, of some, of all with a name, of a float. */
export type ProfilesOf =
  | { readonly dataset: number }
  | { readonly datasets: readonly number[] }
  | { readonly name: string }
  | { readonly platform: string }

export interface DatasetQuery {
  readonly text?: string | undefined
  readonly name?: string | undefined
  readonly time?: string | undefined
  readonly sort?: string | undefined
  readonly order?: string | undefined
  readonly parent?: number | undefined
  readonly limit: number
  readonly offset: number
}

export function listDatasets({ parent, ...query }: DatasetQuery, signal?: AbortSignal): Promise<DatasetList> {
  return request(base, { query: { ...query, parent_dataset_id: parent }, signal })
}

export const readDataset = (id: string | number, signal?: AbortSignal): Promise<Dataset> =>
  request(`${base}/${encodeURIComponent(id)}`, { signal })

export const readDatasetFile = (id: number): Promise<ReadDatasetFileAnswer> => request(`${base}/${id}/file`)

export const readRelations = (id: number, signal?: AbortSignal): Promise<DatasetRelations> =>
  request(`${base}/${id}/relations`, { signal })

export function listProfiles(
  of: ProfilesOf,
  limit: number,
  offset: number,
  signal?: AbortSignal,
): Promise<ProfileList> {
  const { path, query } = addressOf(of)
  return request(path, { query: { ...query, limit, offset }, signal })
}

/** Where the profiles are listed. */
function addressOf(of: ProfilesOf): { path: string; query: Readonly<Record<string, string>> } {
  if ('dataset' in of) return { path: `${base}/${of.dataset}/profiles`, query: {} }
  const query = 'datasets' in of ? { datasets: of.datasets.join(',') } : of
  return { path: `${base}/profiles`, query }
}

/** How many profiles can be asked for by name in one request. */
export const namedAtMost = 500

/**
 * Profiles with their parameters, as they come, in the order of their ids. One that was replaced by a
 * newer version meanwhile does not come.
 *
 * @throws ApiProblem also where the answer breaks off
 */
export async function* readProfiles(
  of: ProfilesOf,
  profileIds: readonly number[],
  signal?: AbortSignal,
): AsyncGenerator<ProfileContents> {
  const { path, query: whose } = addressOf(of)
  const query = { ...whose, include: 'parameters', profile_ids: profileIds.join(',') }
  const headers = { accept: 'application/x-ndjson' }
  const { body } = await respond(`${path}/contents`, { query, headers, signal })
  if (body === null) return
  try {
    for await (const line of readLines(textOf(body))) yield JSON.parse(line) as ProfileContents
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(0, 'The gateway broke its answer off: try again.')
  }
}
