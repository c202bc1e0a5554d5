import { mostLive } from './mostLive.ts'
import { openZip } from './openZip.ts'

/** Whether the zip, by the end of its directory, has more entries than are expanded in a moment. */
export async function isLargeZip(path: string): Promise<boolean> {
  // What is no zip after all, whoever expands it says.
  const opened = await openZip(path).catch(() => undefined)
  opened?.zip.close()
  return (opened?.zip.entryCount ?? 0) > mostLive
}
