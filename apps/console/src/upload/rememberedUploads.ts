/** An upload of this browser, to be found again after the page was left. Ids and names only: no token, no data. */
export interface RememberedUpload {
  readonly jobId: string
  readonly path: string
  readonly sizeBytes: number
  /** The name that was given to the dataset. */
  readonly datasetName?: string | undefined
}

const key = 'floatchat.uploads'
/** About 2 MB, of the 5 that a browser keeps. */
const most = 20_000

export function rememberedUploads(store: Storage = localStorage): RememberedUpload[] {
  try {
    const list: unknown = JSON.parse(store.getItem(key) ?? '[]')
    return Array.isArray(list) ? list.filter(isUpload) : []
  } catch {
    return []
  }
}

export function rememberUploads(uploads: readonly RememberedUpload[], store: Storage = localStorage): void {
  const ids = new Set(uploads.map(({ jobId }) => jobId))
  const others = rememberedUploads(store).filter(({ jobId }) => !ids.has(jobId))
  write([...others, ...uploads].slice(-most), store)
}

export function forgetUploads(jobIds: ReadonlySet<string>, store: Storage = localStorage): void {
  write(
    rememberedUploads(store).filter(({ jobId }) => !jobIds.has(jobId)),
    store,
  )
}

function write(list: readonly RememberedUpload[], store: Storage): void {
  try {
    store.setItem(key, JSON.stringify(list))
  } catch {
    // Full or forbidden: the jobs are found under Jobs all the same.
  }
}

function isUpload(entry: unknown): entry is RememberedUpload {
  if (typeof entry !== 'object' || entry === null) return false
  const { jobId, path, sizeBytes } = entry as Record<string, unknown>
  return (
    typeof jobId === 'string' &&
    /^[0-9a-f-]{36}$/.test(jobId) &&
    typeof path === 'string' &&
    typeof sizeBytes === 'number'
  )
}
