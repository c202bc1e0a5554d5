import type { Readable } from 'node:stream'
import type { ObjectParts } from './ObjectParts.ts'

/**
 * The bucket. Everything it throws is an `IngestionError`: an outage `BUCKET_UNAVAILABLE`
 * where the bucket does not answer as it should, permanent `OBJECT_MISSING` where a key has no
 * object, permanent `OBJECT_REFUSED` where it refuses this object and takes others; or the reason of the caller's own signal.
 */
export interface Bucket {
  readonly name: string
  /**
   * Stores the whole body, or nothing: after an error or an abort neither an object nor an unfinished
   * multipart upload is left. A stream is held in memory one part (5 MiB) at a time.
   */
  put(key: string, body: Readable | Buffer, options?: PutOptions): Promise<{ sizeBytes: number }>
  /** Hands the object's bytes to `take` as they come, and resolves after the last. What `take` throws ends the reading. */
  read(key: string, take: Take, signal?: AbortSignal): Promise<void>
  /** The object in one piece, for small ones. */
  get(key: string, signal?: AbortSignal): Promise<Buffer>
  /** @returns its size, and what the bucket calls its contents: another one after each change. */
  stat(key: string): Promise<{ sizeBytes: number; etag: string } | undefined>
  /** A key that has no object is as good as removed. */
  remove(key: string): Promise<void>
  /** An address under which anyone may fetch the object for some seconds. Never log it. */
  presignedGet(key: string, seconds: number, filename: string): Promise<string>
  list(prefix: string): AsyncIterable<{ key: string; sizeBytes: number; modifiedAt: Date }>
  /** For objects that come in parts over some time. */
  readonly parts: ObjectParts
  /**
   * Ends multipart uploads that began before the given time and were never finished, but for those of the given ids.
   * Resolves to their number.
   */
  endUnfinishedUploads(beganBefore: Date, prefix?: string, keep?: ReadonlySet<string>): Promise<number>
  /** Creates the bucket if it is missing. */
  ensure(): Promise<void>
  /** Resolves if the bucket is there and lets us in. */
  check(): Promise<void>
  close(): void
}

/** Takes some bytes. While what it returns is pending no more come. */
export type Take = (chunk: Buffer) => Promise<unknown> | undefined

export interface PutOptions {
  /** Length in bytes if it is known: a body of another length is refused and not kept. */
  readonly sizeBytes?: number
  /** Length in bytes that the body most likely has: a large one is then stored in one request. */
  readonly likelyBytes?: number
  readonly contentType?: string
  readonly signal?: AbortSignal
}
