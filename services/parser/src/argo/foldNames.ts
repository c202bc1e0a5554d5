import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'

/**
 * The file with the names of its variables in capitals, as Argo writes them: other archives and tools hand them out
 * in lower case. Of two names that differ in nothing else the one in capitals holds.
 */
export function foldNames(file: NetcdfFile): NetcdfFile {
  const names = [...file.variables.keys(), ...file.passedOver]
  if (names.every((name) => name === name.toUpperCase())) return file
  const variables = new Map<string, NetcdfVariable>()
  const sources = new Map<NetcdfVariable, NetcdfVariable>()
  for (const source of file.variables.values()) {
    const name = source.name.toUpperCase()
    if (variables.has(name) && source.name !== name) continue
    const variable = source.name === name ? source : { ...source, name }
    variables.set(name, variable)
    sources.set(variable, source)
  }
  return {
    container: file.container,
    sizeBytes: file.sizeBytes,
    dimensions: file.dimensions,
    attributes: file.attributes,
    variables,
    groups: file.groups,
    passedOver: file.passedOver.map((name) => name.toUpperCase()),
    read: (variable, from, to) => file.read(sources.get(variable) ?? variable, from, to),
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }
}
