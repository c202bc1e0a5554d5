import { listDeadLetters } from '../api/stream.ts'
import { href } from '../app/route.ts'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'

/** Records of this job that a stage could not handle. */
export function JobDeadLetters({ id, settled, refused }: { id: string; settled: boolean; refused: boolean }) {
  const load = (signal: AbortSignal) => listDeadLetters({ job: id, limit: 50, offset: 0 }, signal)
  const { data } = useResource(`letters of ${id} ${settled}`, load, { pollMs: settled ? undefined : 4000 })
  if (data === undefined || data.total === 0) return null
  return (
    <section class="card">
      <h2>Dead letters</h2>
      <p class="muted">
        Records of this job that a stage could not handle, kept with their bytes and the reason.
        {refused ? '' : ' When the cause is mended, they can be redriven.'}
      </p>
      <ul class="plain-list">
        {data.dead_letters.map((letter) => (
          <li key={letter.id}>
            <StatusBadge status={refused && letter.status === 'open' ? 'refused' : letter.status} />{' '}
            <a href={href(['stream', 'dead-letters', letter.id])}>{letter.stage}</a>: {letter.reason}{' '}
            <Time at={letter.happened_at} />
          </li>
        ))}
      </ul>
      {data.total > data.dead_letters.length ? (
        <a href={href(['stream'], { job: id, status: 'all' })}>All {data.total}</a>
      ) : null}
    </section>
  )
}
