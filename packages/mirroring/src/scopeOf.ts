/** Whether a path, which lies in the bytes from `from` to `to`, is below one of the folders; all are where none is given. */
export function scopeOf(only: readonly string[]): (bytes: Buffer, from: number, to: number) => boolean {
  const prefixes = only.map((folder) => Buffer.from(`${folder}/`))
  return (bytes, from, to) =>
    prefixes.length === 0 ||
    prefixes.some(
      (prefix) =>
        to - from > prefix.length && bytes.compare(prefix, 0, prefix.length, from, from + prefix.length) === 0,
    )
}
