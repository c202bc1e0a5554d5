import { createHash } from 'node:crypto'
import type { TextTable } from '@floatchat/db/reading/TextTable'
import type { Logger } from '@floatchat/service/logger'
import { brokenOff } from '../http/brokenOff.ts'
import { fewAtOnce } from '../http/fewAtOnce.ts'
import type { RequestContext } from '../http/Route.ts'
import { streamAnswer } from '../http/streamAnswer.ts'
import { type Format, formats } from './formats.ts'

const answersAtOnce = 6

export interface TableToSend<Id> {
  /** What the rows are called in a document. */
  readonly name: string
  readonly format: Format
  /** What is read, in order. An id means the same rows for ever. */
  readonly ids: readonly Id[]
  /** The ids, page by page: what is read at once. */
  readonly pages: Iterable<readonly Id[]>
  readonly read: (ids: readonly Id[]) => Promise<TextTable>
  /** Whether the same ids always give the same rows, so that the list can stand for the answer. */
  readonly unchanging: boolean
}

/** Sends tables page by page as the client takes them: a large one takes as much memory as a small one. */
export function tableSender(log: Logger) {
  const refusal = `${answersAtOnce} answers are being read, which is the most at once: try again.`
  const { demandPlace, counted } = fewAtOnce(answersAtOnce, refusal)

  async function* tables<Id>({ pages, read }: TableToSend<Id>): AsyncGenerator<TextTable, void> {
    let count = 0
    for (const ids of pages) {
      count += 1
      yield await read(ids)
    }
    // An empty set has its columns too.
    if (count === 0) yield await read([])
  }

  return async function send<Id>(context: RequestContext, table: TableToSend<Id>): Promise<Response> {
    const { contentType, write } = formats[table.format]
    const headers = table.unchanging ? { etag: etagOf(context, table.ids) } : {}
    if (table.unchanging && context.req.header('if-none-match') === headers.etag)
      return context.body(null, 304, headers)
    if (context.req.method === 'HEAD') return context.body(null, 200, { ...headers, 'content-type': contentType })
    demandPlace()
    return streamAnswer(context, write(counted(tables(table)), table.name), {
      contentType,
      headers,
      failed: brokenOff(context, log),
    })
  }
}

function etagOf(context: RequestContext, ids: readonly unknown[]): string {
  const { pathname, search } = new URL(context.req.url)
  const digest = createHash('sha256').update(`${pathname}${search} ${ids.join()}`).digest('base64url')
  return `"${digest.slice(0, 27)}"`
}
