import { type IngestResult, ingestFile } from './ingestFile.ts'
import { JobFollower } from './JobFollower.ts'
import { progressBar } from './progressBar.ts'
import type { Gateway } from './uploadFile.ts'

interface IngestOptions {
  readonly datasetName?: string | undefined
  /** Files under way at once. Uploads share one disk and one gateway; a few hide the waiting. */
  readonly atOnce?: number
  /** Is told each result as it comes, in the order of their ends. */
  readonly ended?: (result: IngestResult) => void
  /** Takes no new file, and follows none any longer. */
  readonly signal?: AbortSignal
}

/** Ingests files, several at once, with a progress bar on a terminal. Results come in the order of the files. */
export async function ingestFiles(
  gateway: Gateway,
  files: readonly { readonly path: string; readonly sizeBytes: number }[],
  { datasetName, atOnce = 8, ended, signal }: IngestOptions = {},
): Promise<IngestResult[]> {
  const bar = progressBar(files.length)
  const follower = new JobFollower(gateway, signal)
  const results: IngestResult[] = []
  const queue = files.entries()
  const work = async (): Promise<void> => {
    for (const [index, { path, sizeBytes }] of queue) {
      if (signal?.aborted) return
      const result = await ingestFile(gateway, follower, path, sizeBytes, datasetName, bar.show)
      results[index] = result
      bar.ended(path)
      bar.clear()
      ended?.(result)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, work))
  bar.clear()
  return results
}
