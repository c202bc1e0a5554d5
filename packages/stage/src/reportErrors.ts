/**
 * Reports unhandled errors to Sentry where SENTRY_DSN is set. Its client is loaded only then: it would
 * double the memory of a small service.
 */
export async function reportErrors(
  settings: { readonly SENTRY_DSN?: string | undefined; readonly NODE_ENV: string },
  stage: string,
): Promise<void> {
  if (settings.SENTRY_DSN === undefined) return
  const { init, setTag } = await import('@sentry/node')
  init({ dsn: settings.SENTRY_DSN, environment: settings.NODE_ENV })
  setTag('stage', stage)
}
