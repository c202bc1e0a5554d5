import { Readable } from 'node:stream'
import { type Answer, type Patience, patientFetch, sayOf } from './patientFetch.ts'
import { type Fetched, type Site, SiteProblem } from './Site.ts'

export interface SiteLimits {
  /** A file with more bytes is not taken: no Argo profile file comes near it. */
  readonly mostFileBytes: number
}

/** A GDAC by HTTP or HTTPS: indexes beside the folder dac/, redirects followed. */
export function httpSite(address: URL, { mostFileBytes }: SiteLimits, patience?: Patience): Site {
  const ask = patientFetch(patience)
  const base = new URL(address)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const urlOf = (name: string) => {
    const url = new URL(name.split('/').map(encodeURIComponent).join('/'), base)
    url.username = address.username
    url.password = address.password
    return url
  }
  const shown = new URL(base)
  shown.username = ''
  shown.password = ''

  return {
    address: shown.href,

    async open(name, signal) {
      const answer = await ask(urlOf(name), { signal })
      if (isAbsent(answer)) {
        await answer.discard()
        return undefined
      }
      await refuseOthers(answer, name)
      return Readable.from(wholeBody(answer, name), { objectMode: false })
    },

    async fetch(path, known, signal): Promise<Fetched> {
      const name = `dac/${path}`
      const headers = known?.etag == null ? {} : { 'if-none-match': known.etag }
      const answer = await ask(urlOf(name), { signal, headers })
      if (answer.status === 304 || isAbsent(answer)) {
        await answer.discard()
        return { kind: answer.status === 304 ? 'unchanged' : 'absent' }
      }
      await refuseOthers(answer, name)
      const chunks: Uint8Array[] = []
      let size = 0
      for await (const chunk of wholeBody(answer, name)) {
        size += chunk.length
        if (size > mostFileBytes)
          throw new SiteProblem('file', `${path} has more than ${mostFileBytes} bytes (MIRROR_MAX_FILE_BYTES).`)
        chunks.push(chunk)
      }
      const bytes = Buffer.concat(chunks)
      await refuseRewritten(answer, name, signal)
      return { kind: 'bytes', bytes, etag: strongEtag(answer) }
    },

    async exists(path, signal) {
      const answer = await ask(urlOf(`dac/${path}`), { signal, method: 'HEAD' })
      await answer.discard()
      if (isAbsent(answer)) return false
      await refuseOthers(answer, path)
      return true
    },
  }

  /** A file that changed moments ago may be changing still: it is asked for once more whether it is the same. */
  async function refuseRewritten(answer: Answer, name: string, signal: AbortSignal): Promise<void> {
    const changedAt = Date.parse(answer.headers.get('last-modified') ?? '')
    const answeredAt = Date.parse(answer.headers.get('date') ?? '')
    if (!(answeredAt - changedAt < rewrittenMs)) return
    const now = await ask(urlOf(name), { signal, method: 'HEAD' })
    await now.discard()
    const same = ['etag', 'last-modified', 'content-length'].every(
      (header) => now.headers.get(header) === answer.headers.get(header),
    )
    if (!same) throw new SiteProblem('file', `${name} changed while it was read.`)
  }
}

const rewrittenMs = 60_000

const isAbsent = ({ status }: Answer) => status === 404 || status === 410

/** A weak one says that two versions are as good as each other, not that their bytes are the same. */
function strongEtag({ headers }: Answer): string | null {
  const etag = headers.get('etag')
  return etag === null || etag.startsWith('W/') ? null : etag
}

async function refuseOthers(answer: Answer, name: string): Promise<void> {
  if (answer.status === 200) return
  await answer.discard()
  throw new SiteProblem('file', `The source answers ${name} with status ${answer.status}.`)
}

/** The body, which ends with an error where it is not as long as was announced. */
async function* wholeBody(answer: Answer, name: string): AsyncGenerator<Uint8Array> {
  const announced = answer.headers.has('content-encoding') ? null : answer.headers.get('content-length')
  let size = 0
  try {
    for await (const chunk of answer.body) {
      size += chunk.length
      yield chunk
    }
  } catch (error) {
    throw new SiteProblem('away', `${name} broke off after ${size} bytes: ${sayOf(error)}.`, error)
  }
  if (announced !== null && Number(announced) !== size)
    throw new SiteProblem('away', `${name} broke off: ${size} bytes came of ${announced} that were announced.`)
}
