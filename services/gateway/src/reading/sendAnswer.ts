import { createHash } from 'node:crypto'
import type { TextTable } from '@floatchat/db/reading/TextTable'
import type { Logger } from '@floatchat/service/logger'
import { brokenOff } from '../http/brokenOff.ts'
import { fewAtOnce } from '../http/fewAtOnce.ts'
import type { RequestContext } from '../http/Route.ts'
import { streamAnswer } from '../http/streamAnswer.ts'
import { type Format, formats } from './formats.ts'
import { readAhead } from './readAhead.ts'

const answersAtOnce = 6

export interface AnswerToSend {
  readonly contentType: string
  /** What the answer is made of. An id means the same rows for ever. */
  readonly ids: readonly unknown[]
  /** Whether the same ids always give the same rows, so that the list can stand for the answer. */
  readonly unchanging: boolean
  readonly write: () => AsyncGenerator<string | Uint8Array, void>
}

export interface TableToSend<Id> extends Pick<AnswerToSend, 'unchanging'> {
  /** What the rows are called in a document. */
  readonly name: string
  readonly format: Format
  /** What is read, in order. */
  readonly ids: readonly Id[]
  /** The ids, page by page: what is read at once. */
  readonly pages: Iterable<readonly Id[]>
  readonly read: (ids: readonly Id[]) => Promise<TextTable>
}

/** Sends what is written part by part as the client takes it: a large answer takes as much memory as a small one. */
export function answerSender(log: Logger) {
  const refusal = `${answersAtOnce} answers are being read, which is the most at once: try again.`
  const { demandPlace, counted } = fewAtOnce(answersAtOnce, refusal)

  return async function send(context: RequestContext, { contentType, ids, unchanging, write }: AnswerToSend) {
    const headers = unchanging ? { etag: etagOf(context, ids) } : {}
    if (unchanging && context.req.header('if-none-match') === headers.etag) return context.body(null, 304, headers)
    if (context.req.method === 'HEAD') return context.body(null, 200, { ...headers, 'content-type': contentType })
    demandPlace()
    return streamAnswer(context, counted(write()), { contentType, headers, failed: brokenOff(context, log) })
  }
}

/** A table as an answer, page by page. */
export function tableAnswer<Id>({ name, format, ids, pages, read, unchanging }: TableToSend<Id>): AnswerToSend {
  const { contentType, write } = formats[format]
  async function* tables(): AsyncGenerator<TextTable, void> {
    // An empty set has its columns too.
    if (ids.length === 0) yield await read([])
    yield* readAhead(pages, read)
  }
  return { contentType, ids, unchanging, write: () => write(tables(), name) }
}

function etagOf(context: RequestContext, ids: readonly unknown[]): string {
  const { pathname, search } = new URL(context.req.url)
  const digest = createHash('sha256').update(`${pathname}${search} ${ids.join()}`).digest('base64url')
  return `"${digest.slice(0, 27)}"`
}
