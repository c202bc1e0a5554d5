import { colorTables } from './colorTables.ts'

export type ColorMapName = keyof typeof colorTables

const tables = new Map<ColorMapName, Uint8Array>()

/** The 256 colours of a map, three bytes each: red, green, blue. */
export function colorTable(name: ColorMapName): Uint8Array {
  const known = tables.get(name)
  if (known !== undefined) return known
  const table = Uint8Array.from({ length: 768 }, (_, index) =>
    Number.parseInt(colorTables[name].slice(index * 2, index * 2 + 2), 16),
  )
  tables.set(name, table)
  return table
}

/** The colour at a share of 0 to 1 of the map, as CSS. */
export function colorAt(name: ColorMapName, share: number): string {
  const table = colorTable(name)
  const index = 3 * Math.max(0, Math.min(255, Math.round(share * 255)))
  return `rgb(${table[index]} ${table[index + 1]} ${table[index + 2]})`
}

/** The map that oceanographers expect for a parameter. */
export function colorMapFor(parameter: string): ColorMapName {
  if (/^TEMP/.test(parameter)) return 'thermal'
  if (/^(PSAL|CNDC)/.test(parameter)) return 'haline'
  if (/DOXY/.test(parameter)) return 'oxy'
  if (/^CHLA/.test(parameter)) return 'algae'
  if (/^(NITRATE|CDOM)/.test(parameter)) return 'matter'
  if (/^(BBP|TURBIDITY)/.test(parameter)) return 'turbid'
  if (/^DOWN/.test(parameter)) return 'solar'
  if (/^PRES/.test(parameter)) return 'deep'
  return 'tempo'
}
