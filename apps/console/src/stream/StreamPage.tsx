import { useEffect, useState } from 'preact/hooks'
import { listStages } from '../api/stream.ts'
import { mayDo } from '../session/allowed.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { useResource } from '../ui/useResource.ts'
import { DeadLetters } from './DeadLetters.tsx'
import { Stages } from './Stages.tsx'

/** After so long the letters are shown though nothing is known of the stages, milliseconds: a broker may be away. */
const patienceMs = 2_000

/** What the stages do now, and what they could not handle. */
export function StreamPage() {
  const { data, problem, reload } = useResource('stages', listStages, { pollMs: 2500 })
  const [isPatient, setPatient] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  // Shown before the stages above them, the letters would move from under the pointer.
  const isSettled = data !== undefined || problem !== undefined || !isPatient
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
      {isSettled && mayDo('listDeadLetters') ? <DeadLetters /> : null}
    </>
  )
}
