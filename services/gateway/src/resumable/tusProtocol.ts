import { badRequest, HttpProblem } from '../http/HttpProblem.ts'
import type { RequestContext } from '../http/Route.ts'

/** The version of the protocol, which is on every answer (https://tus.io/protocols/resumable-upload, 1.0.0). */
export const tusVersion = '1.0.0'
export const tusExtensions = 'creation,creation-with-upload,expiration,termination'
export const chunkType = 'application/offset+octet-stream'

/** What a page from elsewhere may send and read, where its origin is allowed. */
export const tusRequestHeaders = [
  ...[
    'tus-resumable',
    'upload-length',
    'upload-metadata',
    'upload-offset',
    'x-http-method-override',
    'x-requested-with',
  ],
]
export const tusAnswerHeaders = [
  ...['tus-resumable', 'tus-version', 'tus-extension', 'tus-max-size', 'upload-length', 'upload-metadata'],
  ...['upload-offset', 'upload-expires', 'job-id', 'dataset-id'],
]

/** @throws HttpProblem 412 for a client of another version. */
export function demandVersion(context: RequestContext): void {
  if (context.req.header('tus-resumable') === tusVersion) return
  throw new HttpProblem(412, `Tus-Resumable must be ${tusVersion}.`, { 'tus-version': tusVersion })
}

/** Whether the request has bytes of a file in its body. */
export function hasChunk(context: RequestContext): boolean {
  return context.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() === chunkType
}

/** @throws HttpProblem 400 for a header that is missing or no count of bytes. */
export function bytesOfHeader(context: RequestContext, name: string): number {
  const text = context.req.header(name)
  if (text === undefined) throw badRequest(`The header ${name} is missing.`)
  const bytes = Number(text)
  if (!/^\d{1,15}$/.test(text)) throw badRequest(`${name} must be a number of bytes.`)
  return bytes
}

/**
 * Upload-Metadata: names, each with a value in Base64, separated by commas.
 *
 * @throws HttpProblem 400 where it is not.
 */
export function readMetadata(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(',').map((pair) => pair.trim())
  return new Map(
    pairs
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', value = '', ...more] = pair.split(' ')
        if (more.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
          throw badRequest(`Upload-Metadata: '${name}' must be followed by a space and Base64.`)
        return [name, Buffer.from(value, 'base64').toString()]
      }),
  )
}
