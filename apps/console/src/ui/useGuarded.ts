import { useState } from 'preact/hooks'
import { sentenceOf } from '../api/ApiProblem.ts'

/** Work that a button begins: whether it goes on, and why it failed, as a sentence. */
export function useGuarded() {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  /** Does the work; what it throws becomes the problem. */
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(sentenceOf(error))
    }
    setBusy(false)
  }
  return { busy, problem, setProblem, guarded }
}
