import type { Job } from '../api/jobs.ts'
import { Numbers } from '../ui/Numbers.tsx'

/** What came of a job, in numbers. Those that are nought and mean nothing are left out. */
export function JobNumbers({ job }: { job: Job }) {
  const { profiles_total, profiles_ingested, profiles_rejected, profiles_superseded, outlier_count, file_counts } = job
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
        { label: 'levels flagged', value: outlier_count, ...(outlier_count > 0 ? { tone: 'warn' as const } : {}) },
      ]}
    />
  )
}
