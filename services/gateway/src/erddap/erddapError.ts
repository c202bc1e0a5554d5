import { type HttpProblem, titles } from '../http/HttpProblem.ts'

/** An error as ERDDAP has it: its clients look into this text. */
export function erddapError({ status, message, headers }: HttpProblem): Response {
  // As RFC 7231 called it: what clients look for.
  const title = status === 413 ? 'Payload Too Large' : (titles[status] ?? 'Error')
  const text = `${title}: ${message}`.replaceAll('"', "'")
  return new Response(`Error {\n    code=${status};\n    message="${text}";\n}\n`, {
    ...{
      status,
      headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'content-description': 'dods_error' },
    },
  })
}
