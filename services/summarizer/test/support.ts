import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { settings as schema } from '../src/settings.ts'

/** One answer of the model's server. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => unknown

/** A server that speaks the OpenAI protocol and answers as it is told, the last way for ever. */
export async function modelServer(...answers: Answer[]) {
  const asked: { body: { model: string; messages: { content: string }[] }; authorization: string | undefined }[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    asked.push({ body: JSON.parse(text), authorization: request.headers.authorization })
    answers[Math.min(asked.length, answers.length) - 1]?.(response, request)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    asked,
    settings: (more: Record<string, string> = {}) =>
      schema.parse({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, ...more }),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const completion = (content: string, finish_reason = 'stop') =>
  JSON.stringify({
    ...{ id: 'x', object: 'chat.completion', created: 1, model: 'gpt-4o' },
    choices: [{ index: 0, finish_reason, message: { role: 'assistant', content } }],
  })

export const json = (response: ServerResponse, body: string, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
