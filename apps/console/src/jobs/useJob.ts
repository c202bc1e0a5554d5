import { useCallback, useEffect, useState } from 'preact/hooks'
import { followJob } from '../api/followJob.ts'
import type { Job } from '../api/jobs.ts'

/** A job as it is now, kept up to date by its events until it is over. */
export function useJob(id: string): { job: Job | undefined; problem: unknown; broken: boolean; again: () => void } {
  const [job, setJob] = useState<Job>()
  const [problem, setProblem] = useState<unknown>()
  const [broken, setBroken] = useState(false)
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn((turn) => turn + 1), [])

  useEffect(() => {
    const stop = new AbortController()
    const follow = async (): Promise<void> => {
      setProblem(undefined)
      try {
        for await (const next of followJob(id, stop.signal, setBroken)) setJob(next)
      } catch (error) {
        if (!stop.signal.aborted) setProblem(error)
      }
    }
    void follow()
    return () => stop.abort()
  }, [id, turn])
  return { job, problem, broken, again }
}
