import { ApiProblem } from '../api/ApiProblem.ts'
import { currentToken, untilSignedIn } from '../session/session.ts'
import type { QueuedFile } from './QueuedFile.ts'
import { sendFile } from './sendFile.ts'
import { setStep } from './setStep.ts'

/** How often a file is sent before the person is asked. */
const sends = 6

/**
 * Sends a file until the gateway has taken it, and says at its step how it goes. It waits for a person who has to sign in
 * again, and where the gateway could not take it just now it is sent again.
 *
 * @returns the job.
 * @throws ApiProblem what does not pass, or passes not soon enough; the signal's reason.
 */
export async function sendStubbornly(entry: QueuedFile, file: File, stopped: AbortSignal): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    stopped.throwIfAborted()
    const token = currentToken()
    setStep(entry, { at: 'sending', sentBytes: 0 })
    try {
      return await sendFile(file, {
        datasetName: entry.datasetName,
        signal: stopped,
        sent(sentBytes) {
          if (!stopped.aborted) setStep(entry, { at: 'sending', sentBytes })
        },
      })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.status === 401) {
        setStep(entry, { at: 'pausing', reason: 'Waits for you to sign in again.' })
        await untilSignedIn(token)
        continue
      }
      if (!error.mayPass || attempt === sends) throw error
      setStep(entry, { at: 'pausing', reason: `${error.message} It is tried again by itself.` })
      await pause(error.retryAfter ?? 2 ** attempt, stopped)
    }
  }
}

function pause(seconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(30, seconds) * 1000)
    stopped.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
