import http from 'node:http'
import https from 'node:https'

// minio-js 8, src/internal/request.ts, retryHttpCodes.
const droppedStatuses = new Set([408, 429, 499, 500, 502, 503, 504, 520])

/**
 * The transport under the S3 client, which itself knows no time limit: a request on which nothing
 * moves for `timeoutMs` fails.
 */
export function s3Transport(secure: boolean, timeoutMs: number): { request: typeof http.request } {
  const request = (options: https.RequestOptions, answered: (response: http.IncomingMessage) => void) => {
    const made = (secure ? https : http).request({ ...options, timeout: timeoutMs }, (response) => {
      answered(response)
      // The client drops these answers unread, which would keep their connection for ever.
      if (droppedStatuses.has(response.statusCode ?? 0)) response.resume()
    })
    made.on('timeout', () => made.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)))
    return made
  }
  return { request: request as typeof http.request } // The client uses this one of request's overloads.
}
