import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import { archiveSettings } from '../../src/archive/ArchiveLimits.ts'
import { listMembers } from '../../src/archive/listMembers.ts'
import { MemberProblem } from '../../src/archive/MemberProblem.ts'
import { memberStream } from '../../src/archive/MemberStream.ts'
import { WorkFolder } from '../../src/staging/WorkFolder.ts'
import { computingSince, type Verdict } from './judge.ts'

const limits = z.object({ ...archiveSettings }).parse({ ARCHIVE_MAX_DEPTH: 2 })

/** A zip of the given files, one of them in a zip within. */
export async function zipOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const pack = (entries: [string, Buffer][]) => {
    const zip = new ZipFile()
    for (const [name, bytes] of entries) zip.addBuffer(bytes, name)
    zip.end()
    return buffer(zip.outputStream)
  }
  const entries = Object.entries(files)
  return pack([...entries, ['inner.zip', await pack(entries.slice(0, 1))]])
}

/**
 * Lists and expands a damaged zip as the service would, to nowhere.
 *
 * @throws Error that says what was broken of the promise.
 */
export async function judgeZip(bytes: Buffer, path: string): Promise<Verdict> {
  await writeFile(path, bytes)
  const began = performance.now()
  const before = process.cpuUsage()
  await using folder = await WorkFolder.claim(dirname(path))
  await using resources = new AsyncDisposableStack()
  const context = { filename: 'input.zip', limits, folder, signal: new AbortController().signal, resources }
  let outcome = 'EXPANDED'
  try {
    const { members, rejected } = await listMembers(path, context)
    if (rejected.length > 0) outcome = 'PARTLY'
    for (const { zip, entry, path: member, refusal } of members) {
      if (refusal !== undefined) continue
      try {
        const stream = await memberStream(zip, entry, member)
        await drain(stream.bytes)
        stream.finish()
      } catch (error) {
        if (!(error instanceof MemberProblem)) throw error
        outcome = 'PARTLY'
      }
    }
  } catch (error) {
    if (!(error instanceof IngestionError) || error.retryable || error.code === 'INTERNAL') throw error
    outcome = error.code
  }
  return { outcome, milliseconds: performance.now() - began, computing: computingSince(before) }
}

async function drain(stream: Readable): Promise<void> {
  for await (const _chunk of stream);
}
