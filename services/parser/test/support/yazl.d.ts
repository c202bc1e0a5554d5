/** What is used of yazl 3.3, which comes without types. */
declare module 'yazl' {
  import type { Readable } from 'node:stream'

  export class ZipFile {
    readonly outputStream: Readable
    addBuffer(buffer: Buffer, path: string, options?: { forceZip64Format?: boolean }): void
    addEmptyDirectory(path: string): void
    end(options?: { forceZip64Format?: boolean }): void
  }
}
