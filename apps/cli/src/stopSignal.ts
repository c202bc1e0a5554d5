/**
 * Aborted at the first SIGINT, SIGTERM or SIGHUP. A second one, when the first has been at work for a
 * moment, ends the process at once; within a second it is taken for the same, since a terminal and a parent
 * may both send it.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  let first: number | undefined
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (first !== undefined && performance.now() - first > 1_000) process.exit(130)
      first ??= performance.now()
      controller.abort(new Error('Stopped before it was ready.'))
    })
  }
  return controller.signal
}
