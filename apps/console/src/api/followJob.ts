import { ApiProblem } from './ApiProblem.ts'
import type { Job } from './jobs.ts'
import { readEvents } from './readEvents.ts'
import { respond } from './request.ts'
import { textOf } from './textOf.ts'

/**
 * A job at every change, until nothing will change any more. A connection that breaks is made again from the last
 * revision that was seen.
 *
 * @param broken is told whether the connection is broken at the moment
 * @throws ApiProblem where trying again does not help: an unknown job
 */
export async function* followJob(
  id: string,
  signal: AbortSignal,
  broken: (is: boolean) => void = () => {},
): AsyncGenerator<Job> {
  let seen = ''
  let failures = 0
  while (!signal.aborted) {
    try {
      const headers = { accept: 'text/event-stream', ...(seen === '' ? {} : { 'last-event-id': seen }) }
      const response = await respond(`/api/v1/datasets/jobs/${id}/events`, { headers, signal })
      if (response.status === 204 || response.body === null) return
      broken(false)
      for await (const event of readEvents(textOf(response.body))) {
        failures = 0
        seen = event.id ?? seen
        if (event.event === 'job') yield JSON.parse(event.data) as Job
        if (event.event === 'end') return
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ApiProblem && !error.mayPass) throw error
    }
    if (signal.aborted) return
    failures += 1
    if (failures > 1) broken(true)
    await new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 500 * 2 ** failures)))
  }
}
