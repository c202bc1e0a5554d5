import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

const version = z.object({
  cycle_number: z.number(),
  direction: z.enum(['A', 'D']),
  source_kind: z.enum(['core', 'bgc', 'synthetic']),
  profile_index: z.number(),
  data_mode: z.enum(['R', 'A', 'D']),
  /** Milliseconds since 1970-01-01T00:00Z. */
  date_update: z.number().nullable(),
  level_count: z.number(),
  shown: z.boolean(),
  dataset_id: z.number(),
  filename: z.string().nullable(),
  ingestion_date: z.number(),
  is_active: z.boolean(),
})
export type FloatVersion = z.output<typeof version>

/** Every version of every profile of a float that a held file has, by cycle, what is shown first. */
export function listFloatVersions(
  { pool }: Database,
  platform: string,
  limit: number,
  offset: number,
): Promise<{ versions: readonly FloatVersion[]; total: number }> {
  return asDatabaseWork('Listing the versions of profiles', async () => {
    const [versions, total] = await Promise.all([
      pool.any(sql.type(version)`
        select cycle_number, direction, source_kind, profile_index, data_mode, date_update, level_count, shown,
          dataset_id, source_filename as filename, ingestion_date, is_active
        from profile_versions join datasets using (dataset_id)
        where platform_number = ${platform}
        order by cycle_number, direction desc, source_kind, profile_index, shown desc, date_update desc nulls last,
          dataset_id, profile_number
        limit ${limit} offset ${offset}`),
      pool.oneFirst(sql.type(z.object({ count: int8 }))`
        select count(*) as count from profile_versions where platform_number = ${platform}`),
    ])
    return { versions, total }
  })
}

const description = z.object({
  metadata: z.record(z.string(), z.unknown()).nullable(),
  described_by: z.enum(['meta', 'profile']).nullable(),
  described_date_update: z.number().nullable(),
})
const flags = z.object({ outlier_tests: z.number(), levels: int8 })

export interface FloatDescription extends z.output<typeof description> {
  readonly level_count: number
  /** Levels that a test flagged. */
  readonly outlier_count: number
  /** Of these, levels that failed by nothing but bit 0. */
  readonly out_of_bounds_count: number
  /** Levels by the test that they failed. */
  readonly tests: readonly { readonly test_bit: number; readonly levels: number }[]
}

/** What the newest _meta.nc says of a float, and what the quality tests found; undefined for an unknown one. */
export function describeFloat({ pool }: Database, platform: string): Promise<FloatDescription | undefined> {
  return asDatabaseWork('Describing a float', async () => {
    const found = await pool.maybeOne(sql.type(description)`
      select metadata, described_by, described_date_update from floats where platform_number = ${platform}`)
    if (found === null) return undefined
    const counts = await pool.any(sql.type(flags)`
      select outlier_tests, count(*) as levels
      from profiles join measurements using (profile_id) where platform_number = ${platform} group by outlier_tests`)
    const tests = new Map<number, number>()
    let [all, flagged, outOfBounds] = [0, 0, 0]
    for (const { outlier_tests: bits, levels } of counts) {
      all += levels
      if (bits === 0) continue
      flagged += levels
      if (bits === 1) outOfBounds += levels
      for (let bit = 0; bit < 32; bit += 1) if ((bits >>> bit) & 1) tests.set(bit, (tests.get(bit) ?? 0) + levels)
    }
    return {
      ...found,
      ...{ level_count: all, outlier_count: flagged, out_of_bounds_count: outOfBounds },
      tests: [...tests].map(([test_bit, levels]) => ({ test_bit, levels })).sort((a, b) => b.levels - a.levels),
    }
  })
}
