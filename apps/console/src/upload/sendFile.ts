import { readProblem, unreachable } from '../api/ApiProblem.ts'
import { currentToken } from '../session/session.ts'
import type { SendOptions } from './SendOptions.ts'
import { resumableBytes, sendResumably } from './sendResumably.ts'

/**
 * Sends a file and returns its job; a large one goes on where an earlier try broke off.
 *
 * @throws ApiProblem
 */
export function sendFile(file: File, options: SendOptions): Promise<string> {
  return file.size < resumableBytes ? sendForm(file, options) : sendResumably(file, options)
}

/** By XMLHttpRequest, since `fetch` does not say how much has gone out. */
function sendForm(file: File, { datasetName, signal, sent }: SendOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    if (datasetName !== undefined) form.set('dataset_name', datasetName)
    form.set('file', file, file.name)
    const upload = new XMLHttpRequest()
    upload.open('POST', '/api/v1/datasets/upload')
    upload.setRequestHeader('authorization', `Bearer ${currentToken() ?? ''}`)
    upload.setRequestHeader('accept', 'application/json')
    // The form around the file counts too: a few hundred bytes.
    upload.upload.addEventListener('progress', ({ loaded }) => sent(Math.min(loaded, file.size)))
    upload.addEventListener('load', () => {
      if (upload.status === 202) resolve((JSON.parse(upload.responseText) as { job_id: string }).job_id)
      else reject(readProblem(upload.status, upload.responseText, upload.getResponseHeader('retry-after')))
    })
    upload.addEventListener('error', () => reject(unreachable()))
    upload.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => upload.abort(), { once: true })
    if (signal.aborted) reject(signal.reason)
    else upload.send(form)
  })
}
