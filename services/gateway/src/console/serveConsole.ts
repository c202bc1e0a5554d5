import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { RequestContext } from '../http/Route.ts'
import { consolePolicy } from '../http/securityHeaders.ts'

interface ConsoleFile {
  readonly type: string
  readonly plain: Buffer
  /** Made when first asked for: all of it at the start, and as small as can be, held up every gateway by two seconds. */
  readonly packed: Map<Encoding, Promise<Buffer>>
}

const brotli = promisify(brotliCompress)
const packers = {
  // By default it takes a hundred times as long, for 7 % less.
  br: (bytes: Buffer) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
}
type Encoding = keyof typeof packers

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

/**
 * Answers with the files of the built console. They are read once: what is not among them has no address, so
 * no path leads out of the folder. Any other page is the console's, whose addresses can be shared.
 */
export function serveConsole(folder: string): (context: RequestContext) => Promise<Response | undefined> {
  const files = readFiles(folder)
  return async (context) => {
    const { path } = context.req
    if (path.startsWith('/api/')) return undefined
    const page = (context.req.header('accept') ?? '').includes('text/html')
    const name = files.has(path) ? path : page || path === '/' ? '/index.html' : undefined
    const file = name === undefined ? undefined : files.get(name)
    if (name === undefined || file === undefined) {
      return path === '/' ? context.json(whatThisIs) : undefined
    }
    const accepted = context.req.header('accept-encoding') ?? ''
    const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined
    const headers: Record<string, string> = {
      'content-type': file.type,
      'content-security-policy': consolePolicy,
      vary: 'accept-encoding',
      // The builder puts a hash of the contents into the names of assets.
      'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    }
    const body = encoding === undefined ? file.plain : await packed(file, encoding)
    return new Response(new Uint8Array(body), { headers })
  }
}

function packed(file: ConsoleFile, encoding: Encoding): Promise<Buffer> {
  let bytes = file.packed.get(encoding)
  if (bytes === undefined) {
    bytes = packers[encoding](file.plain)
    file.packed.set(encoding, bytes)
  }
  return bytes
}

const whatThisIs = {
  name: 'FloatChat ingestion',
  interface: '/openapi.json',
  health: '/health',
  console: 'not built: see console/ in the repository',
}

function readFiles(folder: string): ReadonlyMap<string, ConsoleFile> {
  let entries: ReturnType<typeof list>
  try {
    entries = list(folder)
  } catch {
    // The console is built on its own; without it the interface is all there is.
    return new Map()
  }
  return new Map(
    entries.map((path) => {
      const plain = readFileSync(path)
      const type = types[extname(path)] ?? 'application/octet-stream'
      const file = { type, plain, packed: new Map() }
      return [`/${relative(folder, path).split(sep).join('/')}`, file]
    }),
  )
}

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
