import { listStages } from '../api/stream.ts'
import { mayDo } from '../session/allowed.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { useResource } from '../ui/useResource.ts'
import { DeadLetters } from './DeadLetters.tsx'
import { Stages } from './Stages.tsx'

/** What the stages do now, and what they could not handle. */
export function StreamPage() {
  const { data, problem, reload } = useResource('stages', listStages, { pollMs: 2500 })
  return (
    <>
      <div class="page-head">
        <h1>Pipeline</h1>
        <p class="muted">
          A file passes through these services over Kafka, each in its turn. Each can be scaled by itself, up to one
          instance for each partition.
        </p>
      </div>
      <Awaited resource={{ data, problem, reload }}>Asking the broker…</Awaited>
      {data === undefined ? null : <Stages stages={data} />}
      {mayDo('listDeadLetters') ? <DeadLetters /> : null}
    </>
  )
}
