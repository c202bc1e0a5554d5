/**
 * Asks a question that costs much not more often than that, and one at a time: who asks meanwhile has the same answer.
 * One that failed is asked again.
 */
export function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: Promise<T>; readonly until: number } | undefined
  return () => {
    if (kept !== undefined && performance.now() < kept.until) return kept.answer
    const asked = { answer: ask(), until: performance.now() + ms }
    kept = asked
    asked.answer.catch(() => {
      if (kept === asked) kept = undefined
    })
    return asked.answer
  }
}
