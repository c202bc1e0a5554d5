import { readHealth } from '../api/health.ts'
import { hasEnded, type Job } from '../api/jobs.ts'
import { useResource } from '../ui/useResource.ts'

/** Why an open job does not move: the stage that it is in has no instance, or is far behind. */
export function WaitsFor({ job }: { job: Job }) {
  const { data } = useResource('health', readHealth, { pollMs: 10_000 })
  const stage = data?.parts.find(({ name, healthy }) => name === (job.stage ?? 'parser') && !healthy)
  if (hasEnded(job) || stage === undefined) return null
  return (
    <p class="notice warn" role="status">
      {stage.state}
    </p>
  )
}
