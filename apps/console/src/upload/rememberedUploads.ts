/** An upload of this browser, to be found again after the page was left. Ids and names only: no token, no data. */
export interface RememberedUpload {
  readonly jobId: string
  readonly path: string
  readonly sizeBytes: number
}

const key = 'floatchat.uploads'
const most = 300

export function rememberedUploads(store: Storage = localStorage): RememberedUpload[] {
  try {
    const list: unknown = JSON.parse(store.getItem(key) ?? '[]')
    return Array.isArray(list) ? list.filter(isUpload) : []
  } catch {
    return []
  }
}

export function rememberUpload(upload: RememberedUpload, store: Storage = localStorage): void {
  const others = rememberedUploads(store).filter(({ jobId }) => jobId !== upload.jobId)
  write([...others, upload].slice(-most), store)
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
