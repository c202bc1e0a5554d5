import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { textCells } from './textCells.ts'

/** All history of a file is read at once, and so are the calibrations of a block of profiles. */
const mostBytes = 4 * 1024 * 1024
/** The widths of the format: 64 for HISTORY_REFERENCE, 256 for a comment; some tools write 1,024. */
const mostCharacters = 1024

/** Those of the named variables that have these dimensions and then, of a text, its characters. */
export function variablesOfShape(
  file: NetcdfFile,
  names: readonly string[],
  dimensions: readonly string[],
  lengths: readonly number[],
): Map<string, NetcdfVariable> {
  const found = new Map<string, NetcdfVariable>()
  for (const name of names) {
    const variable = file.variables.get(name)
    if (variable === undefined) continue
    const { type, shape } = variable
    const rank = dimensions.length + (type === 'char' ? 1 : 0)
    // Plain HDF5 has no names of dimensions.
    const isNamed = dimensions.every((each, axis) =>
      ['', each].includes(variable.dimensions[axis]?.toUpperCase() ?? ''),
    )
    if (shape.length === rank && isNamed && lengths.every((length, axis) => shape[axis] === length)) {
      if (type !== 'char' || (shape.at(-1) ?? 0) <= mostCharacters) found.set(name, variable)
    }
  }
  return found
}

export function isTooMuch(variables: ReadonlyMap<string, NetcdfVariable>, steps: number): boolean {
  return [...variables.values()].reduce((sum, { rowBytes }) => sum + rowBytes * steps, 0) > mostBytes
}

/**
 * The texts of steps of variables by name and cell, cut to so many characters; empty where there is no such variable.
 * All are asked for at once: of an HDF5 file each is a question to another thread.
 */
export async function readTexts<Name extends string>(
  file: NetcdfFile,
  variables: ReadonlyMap<string, NetcdfVariable>,
  names: readonly Name[],
  [from, to]: readonly [number, number],
  cells: number,
  most = mostCharacters,
): Promise<(name: Name, cell: number) => string> {
  const texts = new Map<Name, (cell: number) => string>()
  const reading = names.map(async (name) => {
    const variable = variables.get(name)
    if (variable !== undefined) texts.set(name, textCells(await file.read(variable, from, to), cells))
  })
  await Promise.all(reading)
  return (name, cell) => texts.get(name)?.(cell).slice(0, most) ?? ''
}
