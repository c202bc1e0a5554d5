import { type CommonQueryMethods, sql } from 'slonik'
import type { ProfileKey } from '../profiles/ProfileKey.ts'

/**
 * Derives the positions of some cycles anew from the profiles that are in the database now, so that
 * they depend on nothing else. The best version of a profile gives the position: first delayed mode,
 * then the newest, then by source and number. A cycle without a valid position has no row.
 *
 * The locks of the floats must be held.
 */
export async function refreshPositions(
  connection: CommonQueryMethods,
  cycles: readonly Pick<ProfileKey, 'platformNumber' | 'cycleNumber' | 'direction'>[],
): Promise<void> {
  if (cycles.length === 0) return
  const different = [
    ...new Map(
      cycles.map((cycle) => [`${cycle.platformNumber} ${cycle.cycleNumber} ${cycle.direction}`, cycle]),
    ).values(),
  ]
  const touched = sql.fragment`unnest(
    ${sql.array(
      different.map((cycle) => cycle.platformNumber),
      'text',
    )},
    ${sql.array(
      different.map((cycle) => cycle.cycleNumber),
      'int4',
    )},
    ${sql.array(
      different.map((cycle) => cycle.direction),
      'bpchar',
    )}
  ) as t (platform_number, cycle_number, direction)`
  await connection.query(
    sql.unsafe`
      with best as (
        select distinct on (p.platform_number, p.cycle_number, p.direction)
          p.platform_number, p.cycle_number, p.direction, p."timestamp", p.latitude, p.longitude, p.geom
        from ${touched}
        join profiles p on p.platform_number = t.platform_number and p.cycle_number = t.cycle_number
          and p.direction = t.direction
        where not p.position_invalid and p.geom is not null
        order by p.platform_number, p.cycle_number, p.direction,
          (p.data_mode = 'D') desc, p.date_update desc nulls last, p.data_mode, p.content_sha256 collate "C" desc,
          p.source_kind collate "C", p.profile_index
      ), gone as (
        delete from float_positions f using ${touched}
        where f.platform_number = t.platform_number and f.cycle_number = t.cycle_number and f.direction = t.direction
          and not exists (
            select from best b
            where b.platform_number = f.platform_number and b.cycle_number = f.cycle_number and b.direction = f.direction)
      )
      insert into float_positions as f (platform_number, cycle_number, direction, "timestamp", latitude, longitude, geom)
      select platform_number, cycle_number, direction, "timestamp", latitude, longitude, geom from best
      on conflict (platform_number, cycle_number, direction) do update set
        "timestamp" = excluded."timestamp", latitude = excluded.latitude, longitude = excluded.longitude, geom = excluded.geom
      where (f."timestamp", f.latitude, f.longitude)
        is distinct from (excluded."timestamp", excluded.latitude, excluded.longitude)`,
  )
}
