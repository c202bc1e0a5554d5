/** Resolves when the address answers with a status that the caller accepts. */
export async function httpAnswers(
  url: string,
  accept: (status: number) => boolean,
  init: RequestInit = {},
): Promise<void> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(3_000) })
  await response.body?.cancel()
  if (!accept(response.status)) throw new Error(`${url} answers ${response.status}`)
}
