import { HttpProblem } from '../http/HttpProblem.ts'
import { uploadsUnderWay } from '../http/httpMetrics.ts'
import type { Settings } from '../settings.ts'

export type UploadBounds =
  | 'MAX_UPLOADS_AT_ONCE'
  | 'MAX_UPLOADS_AT_ONCE_PER_TOKEN'
  | 'MAX_UPLOAD_BYTES_AT_ONCE'
  | 'MAX_UPLOAD_BYTES_AT_ONCE_PER_TOKEN'

interface UnderWay {
  uploads: number
  bytes: number
}

/** What an upload counts for that does not say how long it is (chunked): seldom, and of any size. */
const unannouncedBytes = 64 * 1024 * 1024

/**
 * The uploads under way, bounded by their number and by their bytes, of one token and in all. They are not counted by
 * the minute: a folder of 5,000 files is work, and no abuse, as long as few of them come at once.
 */
export class UploadPlaces {
  readonly #bounds: Pick<Settings, UploadBounds>
  readonly #all: UnderWay = { uploads: 0, bytes: 0 }
  readonly #byCaller = new Map<string, UnderWay>()

  constructor(bounds: Pick<Settings, UploadBounds>) {
    this.#bounds = bounds
  }

  /**
   * @returns to be called at the end of the upload.
   * @throws HttpProblem 503 where the gateway is full, 429 where the caller has enough under way; with Retry-After.
   */
  take(caller: string, announced: number | undefined): () => void {
    const bytes = announced ?? unannouncedBytes
    const own = this.#byCaller.get(caller) ?? { uploads: 0, bytes: 0 }
    const bounds = this.#bounds
    within(this.#all, bytes, bounds.MAX_UPLOADS_AT_ONCE, bounds.MAX_UPLOAD_BYTES_AT_ONCE, 503, '')
    within(
      own,
      bytes,
      bounds.MAX_UPLOADS_AT_ONCE_PER_TOKEN,
      bounds.MAX_UPLOAD_BYTES_AT_ONCE_PER_TOKEN,
      429,
      ' with this token',
    )
    this.#byCaller.set(caller, own)
    this.#count(own, 1, bytes)
    return () => {
      this.#count(own, -1, -bytes)
      if (own.uploads === 0) this.#byCaller.delete(caller)
    }
  }

  #count(own: UnderWay, uploads: number, bytes: number): void {
    for (const counted of [own, this.#all]) {
      counted.uploads += uploads
      counted.bytes += bytes
    }
    uploadsUnderWay.set(this.#all.uploads)
  }
}

function within(
  { uploads, bytes }: UnderWay,
  more: number,
  mostUploads: number,
  mostBytes: number,
  status: 429 | 503,
  whose: string,
): void {
  const retry = { 'retry-after': '2' }
  if (uploads >= mostUploads) {
    const most = `${uploads} ${uploads === 1 ? 'upload is' : 'uploads are'} under way${whose}`
    throw new HttpProblem(status, `${most}, which is the most at once: try again.`, retry)
  }
  if (uploads > 0 && bytes + more > mostBytes) {
    const sentence = `Uploads of ${bytes} bytes are under way${whose}, of ${mostBytes} at once: try again.`
    throw new HttpProblem(status, sentence, retry)
  }
}
