import { setTimeout as sleep } from 'node:timers/promises'
import { type Job, job, sentenceOf } from './Job.ts'
import type { Gateway } from './uploadFile.ts'

// A small file is through in a quarter of a second, a large one takes minutes: ask often at first.
const [firstMs, longestMs] = [40, 1_000]
/** The gateway may be restarted meanwhile: the job goes on without it. */
const patienceMs = 120_000

/**
 * Asks for the job until it has ended.
 *
 * @throws Error where the gateway stays away, or does not know the job.
 */
export async function followJob(gateway: Gateway, jobId: string, seen: (job: Job) => void): Promise<Job> {
  const address = new URL(`/api/v1/datasets/jobs/${jobId}`, gateway.url)
  let delay = firstMs
  let answeredAt = performance.now()
  for (;;) {
    const answer = await ask(address, gateway.token)
    if (typeof answer === 'object') {
      answeredAt = performance.now()
      seen(answer)
      if (answer.status === 'succeeded' || answer.status === 'failed') return answer
    } else if (performance.now() - answeredAt > patienceMs) {
      throw new Error(`The gateway has not answered for ${patienceMs / 1000} s (${answer}).`)
    }
    await sleep(delay)
    delay = Math.min(delay * 1.3, longestMs)
  }
}

/** The job, or in a sentence why there is no answer at the moment. */
async function ask(address: URL, token: string): Promise<Job | string> {
  let response: Response
  let text: string
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
    response = await fetch(address, { headers, signal: AbortSignal.timeout(10_000) })
    text = await response.text()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  if (response.status === 200) return job.parse(JSON.parse(text))
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after')) || 1
    await sleep(seconds * 1000)
  }
  if (response.status === 429 || response.status >= 500) return sentenceOf(response.status, text)
  throw new Error(sentenceOf(response.status, text))
}
