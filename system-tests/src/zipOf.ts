import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A zip of the files, in their order. */
export async function zipOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name)
  zip.end()
  // yazl's own type leaves out that its output is iterable.
  return buffer(zip.outputStream as NodeJS.ReadableStream)
}
