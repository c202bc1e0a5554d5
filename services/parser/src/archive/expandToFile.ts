import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Entry, ZipFile } from 'yauzl'
import { memberStream } from './MemberStream.ts'

/** Expands a member to the local disk. */
export async function expandToFile(
  zip: ZipFile,
  entry: Entry,
  path: string,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const member = await memberStream(zip, entry, path)
  await pipeline(member.bytes, createWriteStream(target), { signal })
  member.finish()
}
