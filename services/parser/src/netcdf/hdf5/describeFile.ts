import type { NetcdfAttribute, NetcdfType } from '../NetcdfFile.ts'
import { Hdf5Problem } from './Hdf5Problem.ts'
import type { H5Module, Metadata } from './h5wasm.ts'
import type { Hdf5Header, Hdf5Variable } from './protocol.ts'
import { readAttribute } from './readAttribute.ts'

/** What netCDF-C calls NC_MAX_VARS; an Argo file has about a hundred. */
const mostObjects = 8192
/** The attributes that the decoder asks for: reading all of them takes longer than reading the data. */
const attributesOfUse = ['_FillValue', 'missing_value', 'units', 'scale_factor', 'add_offset']
/** NAME of a dimension scale that netCDF-C makes for a dimension without values (netCDF-4 file format). */
const bareDimension = 'This is a netCDF dimension but not a netCDF variable'
/** H5S_UNLIMITED as the double that it comes as. */
const unlimited = 2 ** 64

export interface DescribedVariable extends Hdf5Variable {
  /** The library's own lengths: without the width that a fixed string adds, and the rows really there. */
  readonly storedShape: readonly number[]
  /** Bytes of one element as the library hands it out. */
  readonly elementBytes: number
  readonly isVariableString: boolean
}

/**
 * The variables in the root group of a NetCDF-4 file, with the types of the classic model. What has
 * another type (compounds, enumerations, references) is passed over: Argo has none.
 */
export function describeFile(module: H5Module, file: bigint): { header: Hdf5Header; variables: DescribedVariable[] } {
  const names = module.get_names(file, '/', false)
  if (names.length > mostObjects) throw new Hdf5Problem(`holds ${names.length} objects, more than any Argo file`)
  const datasets = names
    .filter((name) => module.get_type(file, name) === module.H5G_DATASET)
    .map((name) => ({ name, metadata: module.get_dataset_metadata(file, name) }))

  const dimensions = new Map<string, number>()
  const bare = new Set<string>()
  for (const { name, metadata } of datasets) {
    if (metadata.shape?.length !== 1) continue
    if (readAttribute(module, file, name, 'CLASS') !== 'DIMENSION_SCALE') continue
    dimensions.set(name, metadata.shape[0] ?? 0)
    if (String(readAttribute(module, file, name, 'NAME')).startsWith(bareDimension)) bare.add(name)
  }
  // An unlimited dimension is as long as the longest variable along it; its own dataset may be empty.
  const unlimitedScales = new Map<string, string>()
  for (const { name, metadata } of datasets) {
    if ((metadata.maxshape?.[0] ?? 0) < unlimited || bare.has(name)) continue
    const scale = module.get_attached_scales(file, name, 0)?.[0]?.replace(/^\//, '')
    if (scale === undefined) continue
    unlimitedScales.set(name, scale)
    dimensions.set(scale, Math.max(dimensions.get(scale) ?? 0, metadata.shape?.[0] ?? 0))
  }
  const variables: DescribedVariable[] = []
  for (const { name, metadata } of datasets) {
    if (bare.has(name)) continue
    const rows = dimensions.get(unlimitedScales.get(name) ?? '') ?? 0
    const variable = describeVariable(module, file, name, metadata, rows)
    if (variable !== undefined) variables.push(variable)
  }
  return { header: { dimensions, variables }, variables }
}

/** @param rows length of the unlimited dimension that it runs along; 0 where it runs along none. */
function describeVariable(
  module: H5Module,
  file: bigint,
  name: string,
  metadata: Metadata,
  rows: number,
): DescribedVariable | undefined {
  const type = typeOf(metadata)
  if (type === undefined || metadata.shape === null || metadata.virtual_sources !== undefined) return undefined
  const storedShape = metadata.shape
  const shape = [...storedShape]
  // Along an unlimited dimension a variable may have been written less far than others: the rest is fill.
  if (rows > (shape[0] ?? 0)) shape[0] = rows
  if (type === 'char' && metadata.size > 1) shape.push(metadata.size)
  const attributes = new Map<string, NetcdfAttribute>()
  if (type !== 'char' && type !== 'string') {
    const present = new Set(module.get_attribute_names(file, name))
    for (const attribute of attributesOfUse) {
      const value = present.has(attribute) ? readAttribute(module, file, name, attribute) : undefined
      if (value !== undefined) attributes.set(attribute, value)
    }
  }
  const elementBytes = metadata.size
  const rowBytes = storedShape.slice(1).reduce((product, length) => product * length, elementBytes)
  const rowsTogether = metadata.chunks?.[0] ?? 1
  const isVariableString = metadata.vlen
  return { name, type, shape, attributes, rowBytes, rowsTogether, storedShape, elementBytes, isVariableString }
}

function typeOf({ type, size, signed, vlen }: Metadata): NetcdfType | undefined {
  // H5T_class_t: 0 integer, 1 float, 3 string.
  if (type === 3) return vlen ? 'string' : 'char'
  if (vlen) return undefined
  if (type === 1) return size === 4 ? 'float' : size === 8 ? 'double' : undefined
  if (type !== 0) return undefined
  if (size === 1) return signed ? 'byte' : 'ubyte'
  if (size === 2) return signed ? 'short' : 'ushort'
  if (size === 4) return signed ? 'int' : 'uint'
  return size === 8 ? (signed ? 'int64' : 'uint64') : undefined
}
