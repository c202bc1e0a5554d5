import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Database } from '@floatchat/db/connectDatabase'
import { readGdacFiles } from '@floatchat/db/reading/readGdacFiles'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { z } from 'zod'
import { brokenOff } from '../http/brokenOff.ts'
import { fewAtOnce } from '../http/fewAtOnce.ts'
import { HttpProblem, notFound } from '../http/HttpProblem.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import { streamAnswer } from '../http/streamAnswer.ts'
import { byteRange } from './byteRange.ts'
import { dacFolders } from './dacFolder.ts'
import { gdacIndexes, gdacPath, writeGdacIndex } from './gdacIndex.ts'
import { readObject } from './readObject.ts'

interface Parts {
  readonly database: Database
  readonly bucket: Bucket
  readonly log: Logger
}

const indexesAtOnce = 4
const base = '/gdac/dac/{dac}/{platform}'
const inFolder = { dac: z.string().max(20), platform: z.string().max(20), name: z.string().max(100) }
const common = { method: 'get', role: 'viewer', science: true, problems: [404] } as const
const file = {
  ...common,
  params: z.object(inFolder),
  headers: { range: 'One range of bytes.', 'if-none-match': 'The ETag of what the client has.' },
  answers: {
    200: { description: 'The bytes of the file.', content: { 'application/x-netcdf': { schema: {} } } },
    206: { description: 'The bytes that were asked for.', content: { 'application/x-netcdf': { schema: {} } } },
    304: { description: 'The client has it.' },
  },
  problems: [404, 416],
} as const

/** The files held, laid out as a GDAC: what reads one, argopy or another mirror, reads this. */
export function gdacRoutes(parts: Parts): Route[] {
  return [indexRoute(parts), foldersRoute(), profileFileRoute(parts), floatFileRoute(parts)]
}

function indexRoute({ database, log }: Parts): Route {
  const refusal = `${indexesAtOnce} indexes are being read, which is the most at once: try again.`
  const { demandPlace, counted } = fewAtOnce(indexesAtOnce, refusal)
  return route({
    ...common,
    path: '/gdac/{index}',
    id: 'readGdacIndex',
    summary: 'An index of the files held, as a GDAC has it',
    description: `${Object.keys(gdacIndexes).join(', ')}; each with .gz too. Written as it is read.`,
    params: z.object({ index: z.string().max(100) }),
    answers: {
      200: {
        description: 'Lines of #, one that names the columns, and one for each file.',
        content: { 'text/plain': { schema: {} }, 'application/gzip': { schema: {} } },
      },
    },
    async handle(context, { params }) {
      const name = params.index.replace(/\.gz$/, '')
      const index = Object.hasOwn(gdacIndexes, name) ? gdacIndexes[name] : undefined
      if (index === undefined) throw notFound(`There is no index ${params.index}.`)
      const isPacked = params.index !== name
      const contentType = isPacked ? 'application/gzip' : 'text/plain; charset=utf-8'
      if (context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': contentType })
      demandPlace()
      const text = counted(writeGdacIndex(database, index, new URL('dac', context.req.url).href))
      return streamAnswer(context, isPacked ? packed(text) : text, { contentType, failed: brokenOff(context, log) })
    },
  })
}

function foldersRoute(): Route {
  return route({
    ...common,
    path: '/gdac/dac',
    id: 'listGdacFolders',
    summary: 'The folders of the data assembly centres: by this clients know a GDAC',
    answers: { 200: { description: 'A page of names.', content: { 'text/html': { schema: {} } } } },
    handle: (context) =>
      context.html(`<!doctype html><title>dac</title>${dacFolders.map((name) => `<p>${name}/</p>`).join('')}`),
  })
}

function profileFileRoute(parts: Parts): Route {
  return route({
    ...file,
    path: `${base}/profiles/{name}`,
    id: 'readGdacProfileFile',
    summary: 'A profile file that is held, as it came',
    handle: (context, { params }) =>
      sendFile(parts, context, params, `${params.dac}/${params.platform}/profiles/${params.name}`),
  })
}

function floatFileRoute(parts: Parts): Route {
  return route({
    ...file,
    path: `${base}/{name}`,
    id: 'readGdacFile',
    summary: 'Another file of a float that is held, as it came',
    handle: (context, { params }) =>
      sendFile(parts, context, params, `${params.dac}/${params.platform}/${params.name}`),
  })
}

async function sendFile(
  { database, bucket, log }: Parts,
  context: RequestContext,
  { platform, name }: { platform: string; name: string },
  path: string,
): Promise<Response> {
  const [held] = /^\w+$/.test(platform) ? await readGdacFiles(database, [platform], name) : []
  if (held === undefined || gdacPath(held) !== path) throw notFound(`No file dac/${path} is held.`)
  const { size_bytes: size, object_key: key } = held
  const etag = `"${held.sha256}"`
  const headers = {
    ...{ etag, 'last-modified': new Date(held.held_since * 1000).toUTCString(), 'accept-ranges': 'bytes' },
  }
  const ifRange = context.req.header('if-range')
  const known = context.req
    .header('if-none-match')
    ?.split(',')
    .map((each) => each.trim())
  if (known?.includes(etag)) return context.body(null, 304, headers)
  const asked = ifRange === undefined || ifRange === etag ? context.req.header('range') : undefined
  const contentType = 'application/x-netcdf'
  if (context.req.method === 'HEAD')
    return context.body(null, 200, { ...headers, 'content-type': contentType, 'content-length': `${size}` })
  const part = byteRange(asked, size)
  if (part === 'beyond')
    throw new HttpProblem(416, `The file has ${size} bytes, and the range lies beyond them.`, {
      'content-range': `bytes */${size}`,
    })
  const { from, to } = part ?? { from: 0, to: size - 1 }
  return streamAnswer(context, readObject(bucket, key, { from, to }), {
    ...{ contentType, failed: brokenOff(context, log), status: part === undefined ? 200 : 206 },
    headers: {
      ...headers,
      'content-length': `${to - from + 1}`,
      ...(part === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${size}` }),
    },
  })
}

async function* packed(text: AsyncGenerator<string, void>): AsyncGenerator<Uint8Array, void> {
  const source = Readable.from(text)
  const gzip = createGzip()
  source.on('error', (error) => gzip.destroy(error))
  source.pipe(gzip)
  try {
    for await (const chunk of gzip) yield chunk as Buffer // What zlib writes.
  } finally {
    source.destroy()
  }
}
