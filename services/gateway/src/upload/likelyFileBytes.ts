/**
 * How long a file in a form most likely is: what is left of the request after the head of the file's part,
 * without the closing delimiter. Right where the file is the form's last part and the form ends as all common
 * clients end it; the bucket makes good what is guessed wrongly.
 *
 * @param seen the form's bytes up to somewhere within the file
 */
export function likelyFileBytes(seen: Buffer, contentType: string, contentLength: number): number | undefined {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`
  for (let at = seen.indexOf(delimiter); at >= 0; at = seen.indexOf(delimiter, at + 1)) {
    const head = seen.indexOf('\r\n\r\n', at)
    if (head < 0) return undefined
    if (!/;\s*name="?file"?\s*(;|$)/im.test(seen.toString('latin1', at, head))) continue
    const left = contentLength - (head + 4) - `\r\n${delimiter}--\r\n`.length
    return left > 0 ? left : undefined
  }
  return undefined
}
