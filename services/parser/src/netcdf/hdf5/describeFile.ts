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

/** A chunk is unpacked as a whole, in the library's memory; the defaults of netCDF-C make some megabytes. */
const mostChunkBytes = 32 * 1024 * 1024
/** What a text of variable length counts for, where memory is planned. */
const usualTextBytes = 64

export interface DescribedVariable extends Hdf5Variable {
  /** The library's own lengths: without the width that a fixed string adds, and as far as they were written. */
  readonly storedShape: readonly number[]
  /** The same as far as the dimensions go. */
  readonly fullShape: readonly number[]
  /** Bytes of one element as the library hands it out. */
  readonly elementBytes: number
  readonly isVariableString: boolean
  /** Bytes of a chunk where it is more than can be unpacked. */
  readonly oversizedChunk: number | undefined
}

/**
 * The variables in the root group of a NetCDF-4 file, with the types of the classic model: enumerations as their
 * integers. What has another type (compounds, references) is passed over: Argo has none.
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
  const fullShapes = fillUnlimited(module, file, datasets, bare, dimensions)
  const variables: DescribedVariable[] = []
  const passedOver: string[] = []
  for (const { name, metadata } of datasets) {
    if (bare.has(name)) continue
    const variable = describeVariable(module, file, name, metadata, fullShapes.get(name))
    if (variable === undefined) passedOver.push(name)
    else variables.push(variable)
  }
  return { header: { dimensions, variables, groups, passedOver }, variables }
}

/**
 * The lengths of variables along unlimited dimensions. Such a dimension is as long as the longest variable along it; its
 * own dataset may be empty, and other variables may have been written less far: the rest of them is fill.
 */
function fillUnlimited(
  module: H5Module,
  file: bigint,
  datasets: readonly { readonly name: string; readonly metadata: Metadata }[],
  bare: ReadonlySet<string>,
  dimensions: Map<string, number>,
): ReadonlyMap<string, readonly number[]> {
  const along = new Map<string, (string | undefined)[]>()
  for (const { name, metadata } of datasets) {
    const { shape, maxshape } = metadata
    if (shape === null || bare.has(name) || !maxshape?.some((length) => length >= unlimited)) continue
    const scales = maxshape.map((length, axis) =>
      length < unlimited ? undefined : module.get_attached_scales(file, name, axis)?.[0]?.replace(/^\//, ''),
    )
    along.set(name, scales)
    for (const [axis, scale] of scales.entries()) {
      if (scale !== undefined) dimensions.set(scale, Math.max(dimensions.get(scale) ?? 0, shape[axis] ?? 0))
    }
  }
  const lengths = ({ name, metadata }: { name: string; metadata: Metadata }) =>
    metadata.shape?.map((length, axis) => Math.max(length, dimensions.get(along.get(name)?.[axis] ?? '') ?? 0)) ?? []
  return new Map(datasets.filter(({ name }) => along.has(name)).map((each) => [each.name, lengths(each)]))
}

/** @param lengthened the shape where dimensions reach further than the variable was written. */
function describeVariable(
  module: H5Module,
  file: bigint,
  name: string,
  metadata: Metadata,
  lengthened: readonly number[] | undefined,
): DescribedVariable | undefined {
  const type = typeOf(metadata)
  if (type === undefined || metadata.shape === null || metadata.virtual_sources !== undefined) return undefined
  const storedShape = metadata.shape
  const fullShape = lengthened ?? storedShape
  const shape = [...fullShape]
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
  const isVariableString = metadata.vlen
  const cells = fullShape.slice(1).reduce((product, length) => product * length, 1)
  const rowBytes = cells * (isVariableString ? usualTextBytes : elementBytes)
  const rowsTogether = metadata.chunks?.[0] ?? 1
  const chunkBytes = metadata.chunks?.reduce((product, length) => product * length, elementBytes) ?? 0
  const oversizedChunk = chunkBytes > mostChunkBytes ? chunkBytes : undefined
  const seen = { name, type, shape, attributes, rowBytes, rowsTogether }
  return { ...seen, storedShape, fullShape, elementBytes, isVariableString, oversizedChunk }
}

function typeOf({ type, size, signed, vlen }: Metadata): NetcdfType | undefined {
  // H5T_class_t: 0 integer, 1 float, 3 string, 8 enumeration.
  if (type === 3) return vlen ? 'string' : 'char'
  if (vlen) return undefined
  if (type === 1) return size === 4 ? 'float' : size === 8 ? 'double' : undefined
  if (type !== 0 && type !== 8) return undefined
  if (size === 1) return signed ? 'byte' : 'ubyte'
  if (size === 2) return signed ? 'short' : 'ushort'
  if (size === 4) return signed ? 'int' : 'uint'
  return size === 8 ? (signed ? 'int64' : 'uint64') : undefined
}
