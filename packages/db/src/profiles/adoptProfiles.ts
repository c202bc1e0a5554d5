import { type CommonQueryMethods, sql } from 'slonik'

/** A profile that a file holds exactly as the database does. */
export interface Adoption {
  readonly profileId: number
  /** The highest run that found it so. */
  readonly runId: string
  /** The dataset it is counted to. */
  readonly datasetId: number
}

/** Notes who else holds a profile, without writing its levels again. */
export async function adoptProfiles(connection: CommonQueryMethods, adoptions: readonly Adoption[]): Promise<void> {
  if (adoptions.length === 0) return
  await connection.query(
    sql.unsafe`
      update profiles p set
        run_id = greatest(p.run_id, a.run_id),
        dataset_id = a.dataset_id
      from unnest(
        ${sql.array(
          adoptions.map((one) => one.profileId),
          'int4',
        )},
        ${sql.array(
          adoptions.map((one) => one.runId),
          'uuid',
        )},
        ${sql.array(
          adoptions.map((one) => one.datasetId),
          'int4',
        )}
      ) as a (profile_id, run_id, dataset_id)
      where p.profile_id = a.profile_id`,
  )
}
