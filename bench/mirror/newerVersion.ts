import { RangeReader } from '@floatchat/netcdf/RangeReader'
import { readClassicHeader } from '@floatchat/netcdf/readClassicHeader'

/** Argo's fill value of floats, 99999. */
const fill = 0x47c34f80

/**
 * The next version of a profile file, as a data centre sends it: DATE_UPDATE is another, and every temperature and
 * salinity has another last bit, so that no value stays and none leaves its bounds.
 *
 * @param dateUpdate YYYYMMDDHHMISS
 */
export function newerVersion(name: string, bytes: Buffer, dateUpdate: string): Buffer {
  const next = Buffer.from(bytes)
  const read = (target: Buffer, position: number) => bytes.copy(target, 0, position)
  const { variables } = readClassicHeader(new RangeReader({ sizeBytes: bytes.length, read }, name), name)
  for (const variable of variables.values()) {
    const { name: own, external, begin, shape, isRecord } = variable
    if (own === 'DATE_UPDATE') next.write(dateUpdate, begin, 'latin1')
    if (!/^(TEMP|PSAL)(_ADJUSTED)?$/.test(own) || external.name !== 'float' || isRecord) continue
    const count = shape.reduce((product, length) => product * length, 1)
    for (let at = begin; at < begin + 4 * count; at += 4) {
      const bits = next.readUInt32BE(at)
      if (bits !== fill) next.writeUInt32BE((bits ^ 1) >>> 0, at)
    }
  }
  return next
}
