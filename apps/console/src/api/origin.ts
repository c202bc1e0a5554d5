import type { Origin, OriginPlaces } from './generated/openApi.ts'
import { request } from './request.ts'

export type OriginVersion = Origin['versions'][number]

export const readOrigin = (profileId: number, signal?: AbortSignal): Promise<Origin> =>
  request(`/api/v1/profiles/${profileId}/origin`, { signal })

/** The records that the profile came by, as far as the topics still hold them. */
export async function readPlaces(profileId: number, signal?: AbortSignal): Promise<OriginPlaces['places']> {
  return (await request<OriginPlaces>(`/api/v1/profiles/${profileId}/origin/topics`, { signal })).places
}
