import { type RememberedUpload, rememberUploads } from './rememberedUploads.ts'

let toRemember: RememberedUpload[] = []
let remembering: ReturnType<typeof setTimeout> | undefined

/** Remembers an upload, with others once a second: thousands are not written anew for each. */
export function rememberSoon(upload: RememberedUpload): void {
  toRemember.push(upload)
  remembering ??= setTimeout(keepRemembered, 1000)
}

/** Remembers now what waits to be. */
export function keepRemembered(): void {
  clearTimeout(remembering)
  remembering = undefined
  if (toRemember.length > 0) rememberUploads(toRemember)
  toRemember = []
}
globalThis.addEventListener?.('pagehide', keepRemembered)
