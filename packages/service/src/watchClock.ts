/**
 * Tells when the clock of the machine is set back by more than so much, until it is told to end. It looks once
 * a second, by the clock that nobody sets.
 */
export function watchClock(toleranceMs: number, setBack: (byMs: number) => void): () => void {
  let before = Date.now() - performance.now()
  const timer = setInterval(() => {
    const now = Date.now() - performance.now()
    const byMs = before - now
    before = now
    if (byMs > toleranceMs) setBack(byMs)
  }, 1_000)
  timer.unref()
  return () => clearInterval(timer)
}
