import type { Database } from '@floatchat/db/connectDatabase'
import { advanceUpload } from '@floatchat/db/uploads/changeUploads'
import type { UploadRow } from '@floatchat/db/uploads/UploadRow'
import type { Bucket } from '@floatchat/objects/Bucket'
import { partBytesOf } from '@floatchat/objects/ObjectParts'
import { remainderKey } from '@floatchat/objects/stagedKeys'
import type { IHasher } from 'hash-wasm'
import { HttpProblem } from '../http/HttpProblem.ts'
import { resumableDigest } from './resumableDigest.ts'

export interface PartWriterOptions {
  readonly database: Database
  readonly bucket: Bucket
  /** The upload as it was claimed, and the id under which it was. */
  readonly upload: UploadRow
  readonly writerId: string
  /** After how many hours without a byte the upload expires. */
  readonly hours: number
  /** How many bytes will come, where that is known. */
  readonly announced: number | undefined
}

/**
 * Puts the bytes of one request behind those that an upload has. A whole part goes to the bucket and is recorded at once;
 * what is left at the end of the request is kept beside it until the next one goes on. One part is in memory.
 */
export class PartWriter {
  readonly #options: PartWriterOptions
  readonly #partBytes: number
  readonly #digest: IHasher
  readonly #buffer: Buffer
  /** Bytes in the buffer, of which the first are known to be safe. */
  #filled: number
  #safe: number
  /** Where in the file the buffer ends. */
  #position: number
  #partsId: string | null
  #parts: number
  #remainderKey: string | null

  private constructor(options: PartWriterOptions, partBytes: number, digest: IHasher, remainder: Buffer) {
    const { upload, announced = partBytes } = options
    this.#options = options
    this.#partBytes = partBytes
    this.#digest = digest
    this.#buffer = Buffer.allocUnsafeSlow(Math.min(partBytes, remainder.length + announced))
    remainder.copy(this.#buffer)
    this.#filled = remainder.length
    this.#safe = remainder.length
    this.#position = upload.received_bytes
    this.#partsId = upload.parts_id
    this.#parts = upload.etags.length
    this.#remainderKey = upload.remainder_key
  }

  static async open(options: PartWriterOptions): Promise<PartWriter> {
    const { upload, bucket } = options
    const remainder = upload.remainder_key === null ? Buffer.alloc(0) : await bucket.get(upload.remainder_key)
    const digest = await resumableDigest(upload.digest_state)
    return new PartWriter(options, partBytesOf(upload.size_bytes), digest, remainder)
  }

  /** Takes some bytes. While what it returns is pending no more may come. */
  take(chunk: Buffer): Promise<void> | undefined {
    if (this.#position + chunk.length > this.#options.upload.size_bytes)
      throw new HttpProblem(413, `More than the ${this.#options.upload.size_bytes} bytes came that were announced.`)
    if (this.#filled + chunk.length >= this.#partBytes) return this.#fill(chunk)
    this.#gather(chunk)
    return undefined
  }

  /** Makes safe what has come. */
  async end(): Promise<void> {
    if (this.#filled === this.#safe) return
    if (this.#position === this.#options.upload.size_bytes) return this.#endFile()
    const { bucket, upload, writerId } = this.#options
    const key = remainderKey(upload.upload_id, writerId)
    await bucket.put(key, this.#buffer.subarray(0, this.#filled))
    try {
      await this.#advance({ etag: null, remainderKey: key })
    } catch (error) {
      await bucket.remove(key).catch(() => {})
      throw error
    }
  }

  async #fill(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      const until = from + this.#partBytes - this.#filled
      this.#gather(chunk.subarray(from, until))
      from = until
      if (this.#filled < this.#partBytes) return
      if (this.#position === this.#options.upload.size_bytes) await this.#endFile()
      else await this.#storePart()
    }
  }

  #gather(chunk: Buffer): void {
    chunk.copy(this.#buffer, this.#filled)
    this.#digest.update(chunk)
    this.#filled += chunk.length
    this.#position += chunk.length
  }

  /** The last bytes of the file: a part as well, or all of a file that is no longer than one. */
  async #endFile(): Promise<void> {
    const { bucket, upload } = this.#options
    this.#demandDigest()
    if (this.#parts > 0) return this.#storePart()
    await bucket.put(upload.object_key, this.#buffer.subarray(0, this.#filled))
    await this.#advance({ etag: null, remainderKey: null })
  }

  async #storePart(): Promise<void> {
    const { bucket, upload } = this.#options
    this.#partsId ??= await bucket.parts.begin(upload.object_key)
    const bytes = this.#buffer.subarray(0, this.#filled)
    const etag = await bucket.parts.put(upload.object_key, this.#partsId, this.#parts + 1, bytes)
    await this.#advance({ etag, remainderKey: null })
    this.#parts += 1
    this.#filled = 0
    this.#safe = 0
  }

  async #advance({ etag, remainderKey: key }: { etag: string | null; remainderKey: string | null }): Promise<void> {
    const { database, bucket, upload, writerId, hours } = this.#options
    const isOurs = await advanceUpload(database, upload.upload_id, writerId, {
      ...{ receivedBytes: this.#position, digestState: Buffer.from(this.#digest.save()), partsId: this.#partsId },
      ...{ etag, remainderKey: key, hours },
    })
    if (!isOurs) throw new HttpProblem(409, 'Another request goes on with this upload: ask for its offset.')
    const before = this.#remainderKey
    this.#remainderKey = key
    this.#safe = this.#filled
    // What stays behind is found by the sweep.
    if (before !== null) await bucket.remove(before).catch(() => {})
  }

  /** @throws HttpProblem 460 where the bytes are not those that the client announced. */
  #demandDigest(): void {
    const { sha256, filename } = this.#options.upload
    if (sha256 === null) return
    const state = this.#digest.save()
    const found = this.#digest.digest('hex')
    this.#digest.load(state)
    if (found === sha256) return
    throw new HttpProblem(
      460,
      `'${filename}' came with the SHA-256 ${found}, and ${sha256} was announced: send it anew.`,
    )
  }
}
