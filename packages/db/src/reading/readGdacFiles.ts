import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

const gdacFile = z.object({
  name: z.string(),
  platform_number: z.string(),
  data_centre: z.string().nullable(),
  object_key: z.string(),
  sha256: z.string(),
  size_bytes: int8,
  held_since: z.number(),
  /** YYYYMMDDHHMISS, as in an index; blank where it is not known. */
  date_update: z.string(),
  date: z.string(),
  latitude: z.string(),
  longitude: z.string(),
  profiler_type: z.string(),
  parameters: z.string(),
  parameter_data_mode: z.string(),
})
export type GdacFile = z.output<typeof gdacFile>

/** Numbers of the floats that a held file speaks of. */
export function readPlatforms({ pool }: Database): Promise<readonly string[]> {
  return asDatabaseWork('Reading the numbers of the floats', () =>
    pool.anyFirst(sql.type(z.object({ platform_number: z.string() }))`
      select platform_number from floats where platform_number ~ '^[0-9A-Za-z]+$' order by platform_number collate "C"`),
  )
}

/**
 * The held files of floats that are named as a GDAC names them, by float and name; of several with one name the one
 * with the newest DATE_UPDATE, then the one whose profiles are shown, then the one that came last.
 *
 * @param name only the file with this name.
 */
export function readGdacFiles(
  { pool }: Database,
  platforms: readonly string[],
  name?: string,
): Promise<readonly GdacFile[]> {
  const these = sql.array([...platforms], 'text')
  const named = name === undefined ? sql.fragment`true` : sql.fragment`name = ${name}`
  return asDatabaseWork('Reading which files are held of floats', () =>
    pool.any(sql.type(gdacFile)`
      with said as (
        select dataset_id, platform_number, max(date_update) as date_update, bool_or(shown) as shown
        from (
          select dataset_id, platform_number, described_date_update as date_update, false as shown
          from float_claims where platform_number = any (${these}) and dataset_id is not null
          union all
          select dataset_id, platform_number, date_update, shown
          from profile_versions where platform_number = any (${these})
        ) as each group by dataset_id, platform_number
      ), held as (
        select distinct on (platform_number, name) *
        from (
          select said.*, regexp_replace(source_filename, '^.*[/\\\\]', '') as name, raw_file_path, raw_file_sha256,
            raw_file_size, ingestion_date
          from said join datasets using (dataset_id)
          where is_active and written_run_id is not null and raw_file_path is not null and raw_file_sha256 is not null
            and raw_file_size is not null
        ) as every
        where ${named}
          and name ~ ('^([BS]?[RD]' || platform_number || '_[0-9]{3,4}D?|' || platform_number || '_[A-Za-z]+)[.]nc$')
        order by platform_number, name, date_update desc nulls last, shown desc, dataset_id desc
      ), centre as (
        select distinct on (platform_number) platform_number, trim(data_centre) as data_centre
        from profiles where platform_number = any (${these}) and trim(data_centre) <> ''
        order by platform_number, date_update desc nulls last, profile_id
      ), claim as (
        select distinct on (platform_number) platform_number, metadata ->> 'data_centre' as data_centre,
          metadata ->> 'wmo_inst_type' as wmo_inst_type
        from float_claims where platform_number = any (${these}) and metadata is not null
        order by platform_number, described_date_update desc nulls last, dataset_id
      )
      select name, held.platform_number, coalesce(centre.data_centre, claim.data_centre) as data_centre,
        raw_file_path as object_key, raw_file_sha256 as sha256, raw_file_size as size_bytes,
        floor(extract(epoch from ingestion_date))::float8 as held_since,
        coalesce(to_char(held.date_update at time zone 'UTC', 'YYYYMMDDHH24MISS'), '') as date_update,
        coalesce(to_char(profile."timestamp" at time zone 'UTC', 'YYYYMMDDHH24MISS'), '') as date,
        coalesce(round(profile.latitude::numeric, 3)::text, '') as latitude,
        coalesce(round(profile.longitude::numeric, 3)::text, '') as longitude,
        coalesce(trim(profile.wmo_inst_type), claim.wmo_inst_type, '') as profiler_type,
        coalesce(variables.names, '') as parameters, coalesce(variables.modes, '') as parameter_data_mode
      from held
      left join centre using (platform_number)
      left join claim using (platform_number)
      -- Its profiles; where others are shown in their place, those of the cycle that its name says.
      left join lateral (
        select coalesce(
          nullif(array(
            select profile_id from profiles
            where dataset_id = held.dataset_id and platform_number = held.platform_number), '{}'),
          array(
            select profile_id from profiles
            where platform_number = held.platform_number and cycle_number = substring(name from '_([0-9]+)D?[.]nc$')::integer
              and direction = case when name ~ 'D[.]nc$' then 'D' else 'A' end
              and source_kind = case left(name, 1) when 'B' then 'bgc' when 'S' then 'synthetic' else 'core' end)
        ) as ids
      ) as source on name ~ '^[BS]?[RD]'
      left join lateral (
        select "timestamp", latitude, longitude, wmo_inst_type from profiles
        where profile_id = any (source.ids) order by profile_index limit 1
      ) as profile on true
      left join lateral (
        select string_agg(parameter, ' ' order by place) as names, string_agg(data_mode, '' order by place) as modes
        from (
          select distinct on (parameter) parameter, v.data_mode, (parameter <> 'PRES', parameter) as place
          from profiles join profile_variables as v using (profile_id)
          where profile_id = any (source.ids)
          order by parameter, profile_index
        ) as each
      ) as variables on name ~ '^[BS][RD]'
      order by held.platform_number collate "C", name collate "C"`),
  )
}
