import type { NetcdfAttribute, NetcdfType, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { Hdf5Problem } from './Hdf5Problem.ts'
import type { H5Module, Metadata } from './h5wasm.ts'
import type { Hdf5Header } from './protocol.ts'
import { readAttribute } from './readAttribute.ts'

/** What netCDF-C calls NC_MAX_VARS; an Argo file has about a hundred. */
const mostObjects = 8192
/** The attributes that the decoder asks for: reading all of them takes longer than reading the data. */
const attributesOfUse = ['_FillValue', 'missing_value', 'units', 'scale_factor', 'add_offset', 'calendar']
/** NAME of a dimension scale that netCDF-C makes for a dimension without values (netCDF-4 file format). */
const bareDimension = 'This is a netCDF dimension but not a netCDF variable'
/** H5S_UNLIMITED as the double that it comes as. */
const unlimited = 2 ** 64

/** A chunk is unpacked as a whole, in the library's memory; the defaults of netCDF-C make some megabytes. */
const mostChunkBytes = 32 * 1024 * 1024
/** What a text of variable length counts for, where memory is planned. */
const usualTextBytes = 64

export interface DescribedVariable extends NetcdfVariable {
  /** The library's own lengths: without the width that a fixed string adds, and as far as it was written. */
  readonly storedShape: readonly number[]
  /** Bytes of one element as the library hands it out. */
  readonly elementBytes: number
  readonly isVariableString: boolean
  /** Bytes of a chunk where it is more than can be unpacked. */
  readonly oversizedChunk: number | undefined
}

/** What a decoder of profiles never asks for, and need not know the dimensions of: they take longest to look up. */
const withoutProfiles = /^(HISTORY_|SCIENTIFIC_CALIB)/i

/**
 * The variables in the root group of a NetCDF-4 file, with the types of the classic model; enumerations as the
 * integers that they are. What has another type (compounds, references) is passed over by name.
 */
export function describeFile(module: H5Module, file: bigint): { header: Hdf5Header; variables: DescribedVariable[] } {
  const names = module.get_names(file, '/', false)
  if (names.length > mostObjects) throw new Hdf5Problem(`holds ${names.length} objects, more than any Argo file`)
  const kinds = names.map((name) => ({ name, kind: module.get_type(file, name) }))
  const groups = kinds.filter(({ kind }) => kind === module.H5G_GROUP).map(({ name }) => name)
  const datasets = kinds
    .filter(({ kind }) => kind === module.H5G_DATASET)
    .map(({ name }) => ({ name, metadata: module.get_dataset_metadata(file, name) }))

  const dimensions = new Map<string, number>()
  const bare = new Set<string>()
  for (const { name, metadata } of datasets) {
    if (metadata.shape?.length !== 1) continue
    if (readAttribute(module, file, name, 'CLASS') !== 'DIMENSION_SCALE') continue
    dimensions.set(name, metadata.shape[0] ?? 0)
    if (String(readAttribute(module, file, name, 'NAME')).startsWith(bareDimension)) bare.add(name)
  }
  const byLength = Map.groupBy(dimensions.keys(), (name) => dimensions.get(name) ?? 0)
  const scales = { lengths: new Map(dimensions), byLength }
  const axesOf = new Map<string, string[]>()
  for (const { name, metadata } of datasets) {
    if (bare.has(name)) continue
    const axes = withoutProfiles.test(name) ? [] : axisNames(module, file, name, metadata, scales)
    axesOf.set(name, axes)
    // An unlimited dimension is as long as the longest variable along it; its own dataset may be empty.
    for (const [axis, scale] of axes.entries()) {
      if (scale === '' || (metadata.maxshape?.[axis] ?? 0) < unlimited) continue
      dimensions.set(scale, Math.max(dimensions.get(scale) ?? 0, metadata.shape?.[axis] ?? 0))
    }
  }
  const variables: DescribedVariable[] = []
  const passedOver: string[] = []
  for (const { name, metadata } of datasets) {
    if (bare.has(name)) continue
    const axes = axesOf.get(name) ?? []
    const lengths = axes.map((scale, axis) => {
      return (metadata.maxshape?.[axis] ?? 0) < unlimited ? 0 : (dimensions.get(scale) ?? 0)
    })
    const variable = describeVariable(module, file, name, metadata, axes, lengths)
    if (variable === undefined) passedOver.push(name)
    else variables.push(variable)
  }
  return { header: { dimensions, variables, groups, passedOver }, variables }
}

/**
 * The names of the dimension scales along each axis, empty where there is none. Looking one up takes as long as reading
 * a variable of a small file: where one scale alone has the length of a fixed axis it is that.
 */
function axisNames(
  module: H5Module,
  file: bigint,
  name: string,
  { shape, maxshape }: Metadata,
  scales: Scales,
): string[] {
  // A coordinate variable is the scale of its own dimension.
  if (scales.lengths.has(name)) return [name]
  return (shape ?? []).map((length, axis) => {
    const only = scales.byLength.get(length) ?? []
    if (only.length < 2 && (maxshape?.[axis] ?? 0) < unlimited) return only[0] ?? ''
    return module.get_attached_scales(file, name, axis)?.[0]?.replace(/^\//, '') ?? ''
  })
}

interface Scales {
  readonly lengths: ReadonlyMap<string, number>
  readonly byLength: ReadonlyMap<number, readonly string[]>
}

/** @param lengths of the unlimited dimensions that it runs along, axis by axis; 0 where an axis is no such one. */
function describeVariable(
  module: H5Module,
  file: bigint,
  name: string,
  metadata: Metadata,
  axes: readonly string[],
  lengths: readonly number[],
): DescribedVariable | undefined {
  const type = typeOf(metadata)
  if (type === undefined || metadata.shape === null || metadata.virtual_sources !== undefined) return undefined
  const storedShape = metadata.shape
  // Along an unlimited dimension a variable may have been written less far than others: the rest is fill.
  const shape = storedShape.map((length, axis) => Math.max(length, lengths[axis] ?? 0))
  const dimensions = shape.map((_, axis) => axes[axis] ?? '')
  const isVariableString = metadata.vlen
  const cellBytes = isVariableString ? usualTextBytes : metadata.size
  const rowBytes = shape.slice(1).reduce((product, length) => product * length, cellBytes)
  if (type === 'char' && metadata.size > 1) {
    shape.push(metadata.size)
    dimensions.push('')
  }
  const attributes = new Map<string, NetcdfAttribute>()
  if (type !== 'char' && type !== 'string') {
    const present = new Set(module.get_attribute_names(file, name))
    for (const attribute of attributesOfUse) {
      const value = present.has(attribute) ? readAttribute(module, file, name, attribute) : undefined
      if (value !== undefined) attributes.set(attribute, value)
    }
  }
  const elementBytes = metadata.size
  const rowsTogether = metadata.chunks?.[0] ?? 1
  const chunkBytes = metadata.chunks?.reduce((product, length) => product * length, elementBytes) ?? 0
  const oversizedChunk = chunkBytes > mostChunkBytes ? chunkBytes : undefined
  const layout = { storedShape, elementBytes, isVariableString, oversizedChunk }
  return { name, type, shape, dimensions, attributes, rowBytes, rowsTogether, ...layout }
}

function typeOf({ type, size, signed, vlen, enum_type }: Metadata): NetcdfType | undefined {
  // H5T_class_t: 0 integer, 1 float, 3 string, 8 enumeration; of the last the library does not tell the sign.
  if (type === 3) return vlen ? 'string' : 'char'
  if (vlen) return undefined
  if (type === 1) return size === 4 ? 'float' : size === 8 ? 'double' : undefined
  if (type !== 0 && !(type === 8 && enum_type?.type === 0)) return undefined
  if (size === 1) return signed ? 'byte' : 'ubyte'
  if (size === 2) return signed ? 'short' : 'ushort'
  if (size === 4) return signed ? 'int' : 'uint'
  return size === 8 ? (signed ? 'int64' : 'uint64') : undefined
}
