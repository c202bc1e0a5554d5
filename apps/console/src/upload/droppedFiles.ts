/** A file, and where it was in the folder that was given. */
export interface GivenFile {
  readonly file: File
  /** `folder/sub/a.nc`, or the name alone. */
  readonly path: string
}

/**
 * The files of a drop, those in folders too. Must be called while the event is handled: the entries are gone
 * afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
  const loose = [...transfer.files]
  if (entries.every((entry) => entry === null)) return loose.map((file) => ({ file, path: file.name }))
  const found = await Promise.all(entries.map((entry) => (entry === null ? [] : filesOf(entry))))
  return found.flat()
}

/** The files that were chosen; a chosen folder gives their paths. */
export function chosenFiles(list: FileList | null): GivenFile[] {
  return [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
}

async function filesOf(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ file, path: entry.fullPath.replace(/^\//, '') }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: GivenFile[] = []
  // A reader gives a hundred or so at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const child of some) found.push(...(await filesOf(child)))
  }
}
