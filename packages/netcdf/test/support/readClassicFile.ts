/** A classic file as a reader finds it: everything by the header alone. */
export interface ReadFile {
  readonly dimensions: Readonly<Record<string, number>>
  readonly attributes: Readonly<Record<string, string | number[]>>
  /** Shape and values in order, records one after the other; text is one string, a character a byte. */
  readonly variables: Readonly<
    Record<
      string,
      { readonly shape: number[]; readonly values: string | number[]; readonly fill: string | number | undefined }
    >
  >
}

const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8 }

/** Reads CDF-1 and CDF-2, as the format specification has them. */
export function readClassicFile(bytes: Buffer): ReadFile {
  if (bytes.subarray(0, 3).toString() !== 'CDF') throw new Error('no classic file')
  const isWide = bytes[3] === 2
  let at = 4
  const int = () => {
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  const long = () => {
    at += 8
    return Number(bytes.readBigUInt64BE(at - 8))
  }
  const skip = (length: number) => {
    at += Math.ceil(length / 4) * 4
  }
  const text = () => {
    const length = int()
    const value = bytes.toString('utf8', at, at + length)
    skip(length)
    return value
  }
  const list = <Item>(read: () => Item): Item[] => {
    int()
    return Array.from({ length: int() }, read)
  }
  const valuesAt = (type: number, from: number, count: number): string | number[] => {
    if (type === 2) return bytes.toString('latin1', from, from + count)
    const size = sizes[type] ?? 0
    return Array.from({ length: count }, (_, index) => {
      const place = from + index * size
      if (type === 4) return bytes.readInt32BE(place)
      if (type === 5) return bytes.readFloatBE(place)
      if (type === 6) return bytes.readDoubleBE(place)
      return size === 2 ? bytes.readInt16BE(place) : bytes.readInt8(place)
    })
  }
  const attributes = () =>
    Object.fromEntries(
      list(() => {
        const name = text()
        const type = int()
        const count = int()
        const values = valuesAt(type, at, count)
        skip(count * (sizes[type] ?? 0))
        return [name, values] as const
      }),
    )
  const recordCount = int()
  const dimensions = list(() => [text(), int()] as const)
  const global = attributes()
  const declared = list(() => ({
    name: text(),
    dimensions: Array.from({ length: int() }, int),
    attributes: attributes(),
    type: int(),
    size: int(),
    begin: isWide ? long() : int(),
  }))
  const isRecord = (one: (typeof declared)[number]) => dimensions[one.dimensions[0] ?? -1]?.[1] === 0
  const records = declared.filter(isRecord)
  const recordSize = records.reduce((sum, { size }) => sum + size, 0)
  const variables = declared.map((one) => {
    const lengths = one.dimensions.map((id) => dimensions[id]?.[1] ?? 0)
    const fill = one.attributes._FillValue
    const about = { fill: typeof fill === 'string' ? fill : fill?.[0] }
    if (!isRecord(one)) {
      const count = lengths.reduce((product, length) => product * length, 1)
      return [one.name, { ...about, shape: lengths, values: valuesAt(one.type, one.begin, count) }] as const
    }
    const ofOne = lengths.slice(1).reduce((product, length) => product * length, 1)
    const pieces = Array.from({ length: recordCount }, (_, record) =>
      valuesAt(one.type, one.begin + record * recordSize, ofOne),
    )
    const values = one.type === 2 ? pieces.join('') : (pieces as number[][]).flat()
    return [one.name, { ...about, shape: [recordCount, ...lengths.slice(1)], values }] as const
  })
  return {
    dimensions: Object.fromEntries(dimensions.map(([name, length]) => [name, length === 0 ? recordCount : length])),
    attributes: global,
    variables: Object.fromEntries(variables),
  }
}
