import { type Job, queryJobs } from '../api/jobs.ts'
import type { DeadLetter } from '../api/stream.ts'
import { href } from '../app/route.ts'
import { useResource } from '../ui/useResource.ts'

/** The jobs of letters that were sent again, by their ids, while they move. */
export function useJobsOf(letters: readonly DeadLetter[]): ReadonlyMap<string, Job> {
  const sent = letters.flatMap(({ status, job_id }) => (status === 'redriven' && job_id !== null ? [job_id] : []))
  const ids = [...new Set(sent)]
  const key = ids.length === 0 ? undefined : `jobs of ${ids.join()}`
  const { data } = useResource(key, (signal) => queryJobs(ids, { signal }), { pollMs: 3000 })
  return new Map((data?.jobs ?? []).map((job) => [job.job_id, job]))
}

/** What has become of a letter that was redriven: how its job stands. */
export function WhatCameOfIt({ letter, jobs }: { letter: DeadLetter; jobs: ReadonlyMap<string, Job> }) {
  const job = letter.job_id === null ? undefined : jobs.get(letter.job_id)
  if (letter.status !== 'redriven' || job === undefined) return null
  return (
    <span class="muted small block">
      its job since: <a href={href(['jobs', job.job_id])}>{job.refused ? 'refused' : job.status}</a>
    </span>
  )
}
