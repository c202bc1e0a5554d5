import type { FloatDescription, FloatVersion, FloatVersionList } from './generated/openApi.ts'
import { request } from './request.ts'

const base = '/api/v1/floats'

/** A float as the reading interface lists it. */
export interface FloatRow {
  readonly platform_number: string
  readonly float_type: string
  readonly platform_type: string | null
  readonly country: string | null
  readonly program: string | null
  readonly deployment_date: string | null
  readonly deployment_lat: number | null
  readonly deployment_lon: number | null
  readonly cycle_count: number
  readonly first_cycle: number | null
  readonly last_cycle: number | null
  readonly first_timestamp: string | null
  readonly last_timestamp: string | null
  readonly latest_position_timestamp: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  /** Shares of its cycles by mode; null where it has none. */
  readonly real_time_share: number | null
  readonly adjusted_share: number | null
  readonly delayed_share: number | null
  readonly parameters: readonly string[] | null
  readonly sensors: readonly string[] | null
}

/** Floats of which a cycle lies in the box and the time. */
export async function listFloats(
  query: { bbox?: string | undefined; time?: string | undefined },
  signal?: AbortSignal,
): Promise<readonly FloatRow[]> {
  const { floats } = await request<{ floats: readonly FloatRow[] }>(base, { query, signal })
  return floats
}

export const readFloat = (platform: string, signal?: AbortSignal): Promise<FloatRow> =>
  request(`${base}/${encodeURIComponent(platform)}`, { signal })

export const describeFloat = (platform: string, signal?: AbortSignal): Promise<FloatDescription> =>
  request(`${base}/${encodeURIComponent(platform)}/description`, { signal })

/** All versions of its profiles, page by page. */
export async function listFloatVersions(platform: string, signal?: AbortSignal): Promise<readonly FloatVersion[]> {
  const all: FloatVersion[] = []
  for (;;) {
    const query = { limit: 1000, offset: all.length }
    const page = await request<FloatVersionList>(`${base}/${encodeURIComponent(platform)}/versions`, { query, signal })
    all.push(...page.versions)
    if (page.versions.length === 0 || all.length >= page.total) return all
  }
}
