import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Heavy, HeavyUpload } from './heavyFiles.ts'

/**
 * Makes the file in a thread of its own: what takes seconds here would hold up the networks between the services and
 * their servers, which are in this process, until the broker gives up every member.
 */
export async function makeHeavy({ name }: Heavy, platform: string): Promise<HeavyUpload> {
  const worker = new Worker(new URL('./heavyFilesWorker.ts', import.meta.url), { workerData: { name, platform } })
  const [made] = (await once(worker, 'message')) as [{ name: string; bytes: Uint8Array }]
  return { name: made.name, bytes: Buffer.from(made.bytes.buffer, made.bytes.byteOffset, made.bytes.byteLength) }
}
