import type { NetcdfAttribute } from '@floatchat/netcdf/NetcdfFile'
import type { H5Module } from './h5wasm.ts'
import { numbersOf } from './numbersOf.ts'

/** An attribute that is larger says nothing that the decoder asks for. */
const mostBytes = 65_536

/** The value of an attribute: text, or numbers; undefined where it is missing or of another kind. */
export function readAttribute(
  module: H5Module,
  file: bigint,
  object: string,
  name: string,
): NetcdfAttribute | undefined {
  if (!module.get_attribute_names(file, object).includes(name)) return undefined
  const { shape, type, size, total_size: count, vlen, signed } = module.get_attribute_metadata(file, object, name)
  const bytes = size * count
  if (shape === null || bytes === 0 || bytes > mostBytes) return undefined
  const pointer = module._malloc(bytes)
  if (pointer === 0) return undefined
  try {
    if (module.get_attribute_data(file, object, name, BigInt(pointer)) < 0) return undefined
    if (type === 3 && vlen) {
      const text = module.UTF8ToString(new DataView(module.HEAPU8.buffer).getUint32(pointer, true))
      module.reclaim_vlen_memory(file, object, name, BigInt(pointer))
      return text
    }
    const data = module.HEAPU8.slice(pointer, pointer + bytes)
    if (type === 3) return Buffer.from(data).toString('utf8').replace(/\0+$/, '')
    return vlen ? undefined : numbersOf(data, type, size, signed)
  } finally {
    module._free(pointer)
  }
}
