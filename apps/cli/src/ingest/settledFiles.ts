import { stat } from 'node:fs/promises'
import { filesBelow, type GivenFile } from './filesBelow.ts'

/** A file that changed since is most likely being written still. */
const settledMs = 2_000

/**
 * Finds the files below a folder that are new or have changed since they were last found, once nobody is writing
 * them any more.
 */
export function settledFiles(folder: string): () => Promise<GivenFile[]> {
  const found = new Map<string, string>()
  return async () => {
    const files = await filesBelow([folder])
    const changed: GivenFile[] = []
    for (const { path } of files) {
      // A file may be gone by now: then it is no longer there to be sent.
      const about = await stat(path).catch(() => undefined)
      if (about === undefined || Date.now() - about.mtimeMs < settledMs) continue
      const state = `${about.size} ${about.mtimeMs}`
      if (found.get(path) === state) continue
      found.set(path, state)
      changed.push({ path, sizeBytes: about.size })
    }
    return changed
  }
}
