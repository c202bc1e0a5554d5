import { ApiProblem, readProblem, unreachable } from '../api/ApiProblem.ts'
import { currentToken } from '../session/session.ts'
import type { SendOptions } from './SendOptions.ts'

/** From this length on a broken connection must not cost the whole file, bytes. */
export const resumableBytes = 50_000_000

/** Where the uploads of files go on that were begun in this page. */
const begun = new WeakMap<File, string>()

/**
 * Sends a file by tus 1.0 and returns its job. Called again after a failure it goes on with what is not safe yet.
 *
 * @throws ApiProblem
 */
export async function sendResumably(file: File, { datasetName, signal, sent }: SendOptions): Promise<string> {
  const address = begun.get(file) ?? (await create(file, datasetName, signal))
  begun.set(file, address)
  try {
    const head = await ask('HEAD', address, {}, signal)
    const offset = Number(head.getResponseHeader('upload-offset'))
    const last = offset === file.size ? head : await send(file, address, offset, signal, sent)
    const jobId = last.getResponseHeader('job-id')
    if (jobId === null) throw new ApiProblem(503, 'The gateway has not taken the whole file yet.')
    begun.delete(file)
    return jobId
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    // The upload has expired or was refused for good: the next try begins anew.
    if (error.status === 404 || error.status === 460) begun.delete(file)
    if (error.status === 404 || error.status === 409) throw new ApiProblem(503, error.message)
    throw error
  }
}

async function create(file: File, datasetName: string | undefined, signal: AbortSignal): Promise<string> {
  const values = { filename: file.name, ...(datasetName === undefined ? {} : { dataset_name: datasetName }) }
  const metadata = Object.entries(values).map(([name, value]) => `${name} ${base64(value)}`)
  const headers = { 'upload-length': String(file.size), 'upload-metadata': metadata.join(',') }
  const created = await ask('POST', '/api/v1/uploads', headers, signal)
  return created.getResponseHeader('location') ?? ''
}

function send(file: File, address: string, offset: number, signal: AbortSignal, sent: (bytes: number) => void) {
  const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
  return ask('PATCH', address, headers, signal, file.slice(offset), (loaded) => sent(offset + loaded))
}

/** By XMLHttpRequest, since `fetch` does not say how much has gone out. */
function ask(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  body?: Blob,
  loaded?: (bytes: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const asking = new XMLHttpRequest()
    asking.open(method, address)
    const all = { ...headers, authorization: `Bearer ${currentToken() ?? ''}`, 'tus-resumable': '1.0.0' }
    for (const [name, value] of Object.entries(all)) asking.setRequestHeader(name, value)
    if (loaded !== undefined) asking.upload.addEventListener('progress', (event) => loaded(event.loaded))
    asking.addEventListener('load', () => {
      if (asking.status < 300) resolve(asking)
      else reject(readProblem(asking.status, asking.responseText, asking.getResponseHeader('retry-after')))
    })
    asking.addEventListener('error', () => reject(unreachable()))
    asking.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => asking.abort(), { once: true })
    if (signal.aborted) reject(signal.reason)
    else asking.send(body ?? null)
  })
}

/** Of the text in UTF-8, which `btoa` alone does not take. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
