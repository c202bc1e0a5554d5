import { useState } from 'preact/hooks'
import { hasEnded, type Job, listJobFiles } from '../api/jobs.ts'
import { href } from '../app/route.ts'
import { count } from '../ui/formatNumber.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Turner } from '../ui/Turner.tsx'
import { useResource } from '../ui/useResource.ts'

const pageSize = 50

/** The NetCDF files of a zip. */
export function JobMembers({ job }: { job: Job }) {
  const [offset, setOffset] = useState(0)
  const ended = hasEnded(job)
  // The revision reads the page again when anything has moved.
  const key = `members ${job.job_id} ${offset} ${ended ? job.revision : ''}`
  const load = (signal: AbortSignal) => listJobFiles(job.job_id, pageSize, offset, signal)
  const { data, problem, reload } = useResource(key, load, { pollMs: ended ? undefined : 2000 })
  const total = job.file_counts.total
  // The zip itself is a file of its job, too.
  const files = data?.filter(({ filename }) => total === 0 || filename !== job.original_filename)
  return (
    <section class="card">
      <h2>Files of the zip</h2>
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {files === undefined ? (
        <p class="loading">Loading…</p>
      ) : files.length === 0 ? (
        <p class="muted">The zip has not been opened yet, or holds no NetCDF file.</p>
      ) : (
        <div class="table-scroll">
          <table class="table compact stack">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">Status</th>
                <th scope="col" class="end">
                  Profiles
                </th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <tr key={file.file_id}>
                  <th scope="row" class="file-name">
                    {file.dataset_id === null || file.status !== 'succeeded' ? (
                      file.filename
                    ) : (
                      <a href={href(['datasets', file.dataset_id])}>{file.filename}</a>
                    )}
                  </th>
                  <td>
                    <StatusBadge status={file.status} />
                  </td>
                  <td class="end" data-label="Profiles">
                    {count(file.profiles_ingested)}
                    {file.profiles_total === null ? '' : ` of ${count(file.profiles_total)}`}
                  </td>
                  <td>{file.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Turner what="files" total={total} limit={pageSize} offset={offset} setOffset={setOffset} />
    </section>
  )
}
