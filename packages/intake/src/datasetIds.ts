import type { Database } from '@floatchat/db/connectDatabase'
import { takeDatasetIds } from '@floatchat/db/datasets/recordUpload'

/** Ids taken at once; those left when the process ends are lost, of some two thousand million. */
const atOnce = 20

/** Gives ids of new datasets, fetched ahead so that they seldom cost a round trip. */
export function datasetIds(database: Database): () => Promise<number> {
  const ids: number[] = []
  return async () => {
    for (;;) {
      const id = ids.shift()
      if (id !== undefined) return id
      ids.push(...(await takeDatasetIds(database, atOnce)))
    }
  }
}
