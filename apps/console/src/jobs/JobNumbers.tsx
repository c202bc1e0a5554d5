import { readDataset } from '../api/datasets.ts'
import type { Job } from '../api/jobs.ts'
import { levelNumbers } from '../ui/levelNumbers.ts'
import { Numbers } from '../ui/Numbers.tsx'
import { useResource } from '../ui/useResource.ts'

/** What came of a job, in numbers. Those that are nought and mean nothing are left out. */
export function JobNumbers({ job }: { job: Job }) {
  const { profiles_total, profiles_ingested, profiles_rejected, profiles_superseded, file_counts } = job
  // Levels are counted once, by the dataset: its page says the same.
  const dataset = job.status === 'succeeded' ? (job.dataset_id ?? undefined) : undefined
  const { data } = useResource(dataset === undefined ? undefined : `levels of ${dataset} ${job.revision}`, (signal) =>
    readDataset(dataset ?? 0, signal),
  )
  if (profiles_total === null && file_counts.total <= 1) return null
  return (
    <Numbers
      items={[
        ...(file_counts.total > 1
          ? [
              {
                label: 'files',
                value: file_counts.total,
                note: `${file_counts.succeeded} in the database, ${file_counts.failed} failed`,
              },
            ]
          : []),
        { label: file_counts.total > 1 ? 'profiles' : 'profiles in the file', value: profiles_total ?? 0 },
        { label: 'in the database', value: profiles_ingested },
        ...(profiles_rejected > 0 ? [{ label: 'rejected', value: profiles_rejected, tone: 'bad' as const }] : []),
        ...(profiles_superseded > 0
          ? [{ label: 'passed over', value: profiles_superseded, note: 'a newer version was there already' }]
          : []),
        ...(data?.measurement_count == null
          ? []
          : levelNumbers(data.measurement_count, data.outlier_count ?? 0, data.out_of_bounds_count ?? 0)),
      ]}
    />
  )
}
