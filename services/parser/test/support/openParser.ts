import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import type { Weight } from '@floatchat/contracts/topics'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { readSettings } from '@floatchat/service/readSettings'
import { testEnvironment } from '@floatchat/stack/testStack'
import type { Progress, StageContext } from '@floatchat/stage/Stage'
import { z } from 'zod'
import { archiveSettings } from '../../src/archive/ArchiveLimits.ts'
import { fileSettings } from '../../src/FileLimits.ts'
import { parser } from '../../src/handle.ts'
import { Hdf5Workers } from '../../src/netcdf/hdf5/Hdf5Workers.ts'
import { WorkFolder } from '../../src/staging/WorkFolder.ts'

/** The parser's handler over a real bucket of its own. */
export async function openParser(name: string, changes: Readonly<Record<string, string>> = {}) {
  const environment = await testEnvironment(name)
  const settings = readSettings(z.object({ ...objectSettings, ...archiveSettings, ...fileSettings }), {
    ...environment.env,
    ...changes,
  })
  const bucket = await connectBucket(settings)
  await bucket.ensure()
  const parent = await mkdtemp(join(tmpdir(), 'parser-test-'))
  const folder = await WorkFolder.claim(parent)
  const hdf5 = new Hdf5Workers(2)
  const handle = parser({ bucket, folder, hdf5, limits: settings })
  const progress: Progress[] = []

  return {
    bucket,
    progress,
    /** Puts the bytes where the gateway would and says so. */
    async stage(filename: string, bytes: Buffer, datasetId = 7): Promise<FileStaged> {
      const object_key = `raw-uploads/${datasetId}/${randomUUID()}-${filename}`
      await bucket.put(object_key, bytes)
      return {
        job_id: toJobId(randomUUID()),
        file_id: toFileId(randomUUID()),
        attempt: 1,
        dataset_id: datasetId,
        parent_dataset_id: null,
        dataset_name: null,
        filename,
        object_key,
        size_bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        reason: 'UPLOAD',
        archive: null,
        staged_at: Date.now(),
        operation_id: null,
      }
    },
    /** Everything that the handler yields for the file, which has come among those of the weight. */
    async handle(file: FileStaged, signal = new AbortController().signal, weight: Weight = 'heavy') {
      // The parser looks at nothing else of its context.
      const context = { signal, weight, progress: (each: Progress) => progress.push(each) } as unknown as StageContext
      const message = { type: 'FileStaged' as const, value: file, partition: 0, offset: 0n, timestamp: 0 }
      return await Array.fromAsync(handle(message, context))
    },
    /** Files that lie about on the local disk. */
    leftovers: () => readdir(folder.path),
    async [Symbol.asyncDispose]() {
      await hdf5[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
      await rm(parent, { recursive: true })
      bucket.close()
      await environment.close()
    },
  }
}
