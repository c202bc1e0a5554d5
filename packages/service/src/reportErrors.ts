/** What an error is about, for finding it: no contents, no personal data. */
export interface ErrorTags {
  readonly job?: string | undefined
  readonly file?: string | undefined
}

let send: (error: unknown, tags: ErrorTags) => void = () => undefined

/**
 * Reports unhandled errors, and those given to `reportError`, to Sentry where SENTRY_DSN is set. Its client is
 * loaded only then: it would double the memory of a small service.
 */
export async function reportErrors(
  settings: { readonly SENTRY_DSN?: string | undefined; readonly NODE_ENV: string },
  stage: string,
): Promise<void> {
  if (settings.SENTRY_DSN === undefined) return
  const { captureException, init, setTag } = await import('@sentry/node')
  init({ dsn: settings.SENTRY_DSN, environment: settings.NODE_ENV })
  setTag('stage', stage)
  send = (error, { job, file }) => {
    captureException(error, {
      tags: { ...(job === undefined ? {} : { job }), ...(file === undefined ? {} : { file }) },
    })
  }
}

/** Reports an error that was handled and should not have been: a fault of ours, not of a file. */
export function reportError(error: unknown, tags: ErrorTags): void {
  send(error, tags)
}
