import { type CommonQueryMethods, sql } from 'slonik'

/** A profile of which an operation changes what is shown. */
export interface ChangedProfile {
  readonly operationId: string
  readonly platformNumber: string
  /** What is shown until now; undefined where nothing is. */
  readonly before: number | undefined
  /** Whose variables have been copied, and the failed tests of date and position; undefined where nothing is left. */
  readonly after: { readonly profileId: number; readonly failedTests: number } | undefined
}

const parts = ['raw', 'adjusted', 'adjusted_error', 'raw_double', 'adjusted_double', 'adjusted_error_double'] as const
const flags = ['qc', 'adjusted_qc'] as const

/**
 * Adds up by float, parameter and quality test how profiles differ from those that they replace. Called in the
 * writer's transaction, while the variables of both are there.
 */
export async function recordChanges(
  connection: CommonQueryMethods,
  profiles: readonly ChangedProfile[],
): Promise<void> {
  if (profiles.length === 0) return
  await connection.query(sql.unsafe`
    with pair as (
      select * from unnest(
        ${sql.array(
          profiles.map((one) => one.operationId),
          'uuid',
        )},
        ${sql.array(
          profiles.map((one) => one.platformNumber),
          'text',
        )},
        ${sql.array(
          profiles.map((one) => one.before ?? null),
          'int4',
        )},
        ${sql.array(
          profiles.map((one) => one.after?.profileId ?? null),
          'int4',
        )},
        ${sql.array(
          profiles.map((one) => one.after?.failedTests ?? 0),
          'int4',
        )}
      ) with ordinality as pair (operation_id, platform_number, old_id, new_id, new_failed, number)
    ), variable as (
      select number, coalesce(o.parameter, n.parameter) as parameter, o as old, n as new
      from (select number, v.* from pair join profile_variables v on v.profile_id = old_id) as o
      full join (select number, v.* from pair join profile_variables v on v.profile_id = new_id) as n
        using (number, parameter)
    ), change (number, parameter, test_bit, added, gone, changed) as (
      select number, null::text, null::integer, (old_id is null)::integer, (new_id is null)::integer,
        (old_id is not null and new_id is not null)::integer
      from pair
      union all
      select number, null, bit, (new_failed >> bit) & 1, (coalesce(p.failed_tests, 0) >> bit) & 1, 0
      from pair left join profiles p on p.profile_id = old_id cross join generate_series(0, 30) as bit
      where ((new_failed # coalesce(p.failed_tests, 0)) >> bit) & 1 = 1
      union all
      select number, parameter, null, value.* from variable cross join lateral (${levelsThatDiffer}) as value
      union all
      select number, parameter, test.* from variable cross join lateral (
        select bit, count(*) filter (where ((coalesce(after, 0) >> bit) & 1) = 1),
          count(*) filter (where ((coalesce(before, 0) >> bit) & 1) = 1), 0
        from unnest((old).failed_tests, (new).failed_tests) as level (before, after), generate_series(0, 30) as bit
        where ((coalesce(before, 0) # coalesce(after, 0)) >> bit) & 1 = 1
        group by bit
      ) as test
      where (old).failed_tests is distinct from (new).failed_tests
    )
    insert into operation_changes as sum (operation_id, platform_number, parameter, test_bit, profiles, added, gone, changed)
    select operation_id, platform_number, parameter, test_bit, count(distinct number), sum(added), sum(gone), sum(changed)
    from change join pair using (number)
    where added + gone + changed > 0
    group by operation_id, platform_number, parameter, test_bit
    order by operation_id, platform_number, parameter, test_bit
    on conflict (operation_id, platform_number, parameter, test_bit) do update set
      profiles = sum.profiles + excluded.profiles, added = sum.added + excluded.added,
      gone = sum.gone + excluded.gone, changed = sum.changed + excluded.changed`)
}

const columns = (of: 'old' | 'new') =>
  sql.join(
    [
      ...parts.map((name) => sql.fragment`(${sql.identifier([of])}).${sql.identifier([name])}`),
      ...flags.map((name) => sql.fragment`string_to_array((${sql.identifier([of])}).${sql.identifier([name])}, null)`),
    ],
    sql.fragment`, `,
  )

/** Of one parameter of one profile: levels with a value where there was none, the other way round, and otherwise changed. */
const levelsThatDiffer = sql.fragment`
  select count(*) filter (where not had and has) as added, count(*) filter (where had and not has) as gone,
    count(*) filter (where had = has and differs) as changed
  from (
    select coalesce(r0, a0) is not null as had, coalesce(r1, a1) is not null as has,
      (r0, a0, e0, rd0, ad0, ed0, q0, aq0) is distinct from (r1, a1, e1, rd1, ad1, ed1, q1, aq1) as differs
    from unnest(${columns('old')}, ${columns('new')})
      as level (r0, a0, e0, rd0, ad0, ed0, q0, aq0, r1, a1, e1, rd1, ad1, ed1, q1, aq1)
  ) as compared`
