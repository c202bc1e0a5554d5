/** What the gateway takes; in any case. */
export const acceptedExtensions = ['.nc', '.nc4', '.zip'] as const

/**
 * Why a file need not be sent, in a sentence; undefined for one that the gateway may take. What is inside it
 * only the parser can tell.
 */
export function refuseFile(name: string, sizeBytes: number): string | undefined {
  const lower = name.toLowerCase()
  if (!acceptedExtensions.some((extension) => lower.endsWith(extension))) {
    const dot = name.lastIndexOf('.')
    const kind = dot > 0 ? `“${name.slice(dot)}” files` : 'files without an extension'
    return `Not sent: ${kind} are not taken. Argo profiles come as .nc, .nc4 or in a .zip.`
  }
  if (sizeBytes === 0) return 'Not sent: the file is empty.'
  return undefined
}

/** Files that a folder holds beside the data, which nobody means to upload. */
export function isClutter(name: string): boolean {
  return name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name)
}
