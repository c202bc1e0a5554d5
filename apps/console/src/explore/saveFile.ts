/** Gives a file to the browser to keep. Its name takes what every system takes. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = safeName(name)
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export function safeName(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|-+(?=\.[a-z]+$)/g, '')
    .slice(-120)
}
