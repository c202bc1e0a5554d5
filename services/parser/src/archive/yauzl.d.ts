/** What is used of yauzl 3.4, which comes without types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    readonly fileName: string
    readonly fileNameRaw: Buffer
    readonly generalPurposeBitFlag: number
    readonly extraFields: { readonly id: number; readonly data: Buffer }[]
    readonly compressionMethod: number
    readonly compressedSize: number
    readonly uncompressedSize: number
    readonly crc32: number
    isEncrypted(): boolean
  }

  export interface ZipFile {
    readonly entryCount: number
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
    close(): void
  }

  export interface Options {
    readonly lazyEntries: true
    readonly autoClose: false
    /** False leaves names undecoded and unchecked, so that one bad name does not end the reading. */
    readonly decodeStrings: false
    /** Ends a stream with an error where it gives more or fewer bytes than the directory says. */
    readonly validateEntrySizes: true
  }

  /** What a zip is read from; the methods that a subclass gives it. */
  export class RandomAccessReader {
    _readStreamForRange(start: number, end: number): Readable
    read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null, count?: number) => void,
    ): void
    close(done: (error?: Error | null) => void): void
  }

  export function fromRandomAccessReaderPromise(
    reader: RandomAccessReader,
    totalSize: number,
    options: Options,
  ): Promise<ZipFile>
  export function getFileNameLowLevel(
    generalPurposeBitFlag: number,
    fileName: Buffer,
    extraFields: Entry['extraFields'],
    strictFileNames: boolean,
  ): string
}
