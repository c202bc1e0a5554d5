export interface ByteRange {
  readonly from: number
  /** The last byte of it. */
  readonly to: number
}

/**
 * The one range that a header `Range` asks for (RFC 9110, 14.1.2).
 *
 * @returns undefined where the whole is to be sent, as for several ranges; 'beyond' where it lies outside.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'beyond' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') {
    const count = Math.min(Number(last), size)
    return count === 0 ? 'beyond' : { from: size - count, to: size - 1 }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return undefined
  return from >= size ? 'beyond' : { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
