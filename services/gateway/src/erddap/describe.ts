import { type Attributes, type Dataset, globalAttributes, type VariableType } from './datasets.ts'
import type { ResultTable } from './ResultTable.ts'
import { dapTypes } from './writeTable.ts'

/** A table of texts. */
export function tableOf(names: readonly string[], rows: readonly (readonly string[])[]): ResultTable {
  const columns = names.map((name, column) => ({
    ...{ name, type: 'String' as const, attributes: {} },
    at: (row: number) => rows[row]?.[column] ?? '',
  }))
  return { columns, count: rows.length }
}

/** What a dataset is made of, as `/erddap/info/{dataset}/index` has it. */
export function infoTable(dataset: Dataset): ResultTable {
  const attribute = (variable: string, type: VariableType, [name, value]: [string, string | number]) => [
    ...['attribute', variable, name, typeof value === 'string' ? 'String' : type, String(value)],
  ]
  const global = Object.entries(globalAttributes(dataset)).map((each) => attribute('NC_GLOBAL', 'String', each))
  const variables = [...dataset.variables.values()].flatMap(({ name, type, attributes }) => [
    ['variable', name, '', type, ''],
    ...Object.entries(attributes).map((each) => attribute(name, type, each)),
  ])
  return tableOf(['Row Type', 'Variable Name', 'Attribute Name', 'Data Type', 'Value'], [...global, ...variables])
}

/** Datasets as `/erddap/info/index` and a search list them. */
export function listTable(datasets: readonly Dataset[], root: string): ResultTable {
  const names = [
    ...[
      'griddap',
      'Subset',
      'tabledap',
      'Make A Graph',
      'wms',
      'files',
      'Title',
      'Summary',
      'FGDC',
      'ISO 19115',
      'Info',
    ],
    ...['Background Info', 'RSS', 'Email', 'Institution', 'Dataset ID'],
  ]
  const rows = datasets.map((dataset) => {
    const { infoUrl = '', institution = '' } = globalAttributes(dataset)
    const cells: Readonly<Record<string, string>> = {
      ...{ tabledap: `${root}/tabledap/${dataset.id}`, Title: dataset.title, Summary: dataset.summary },
      ...{ Info: `${root}/info/${dataset.id}/index.json`, 'Background Info': String(infoUrl) },
      ...{ Institution: String(institution), 'Dataset ID': dataset.id },
    }
    return names.map((name) => cells[name] ?? '')
  })
  return tableOf(names, rows)
}

/** The structure of a dataset (DAP 2.0). */
export function ddsText({ variables }: Dataset): string {
  const lines = [...variables.values()].map(({ name, type }) => `    ${dapTypes[type]} ${name};\n`)
  return `Dataset {\n  Sequence {\n${lines.join('')}  } s;\n} s;\n`
}

/** The attributes of a dataset (DAP 2.0). */
export function dasText(dataset: Dataset): string {
  const block = (name: string, attributes: Attributes, type: VariableType) => {
    const lines = Object.entries(attributes).map(([key, value]) =>
      typeof value === 'string'
        ? `    String ${key} ${JSON.stringify(value)};\n`
        : `    ${dapTypes[type]} ${key} ${value};\n`,
    )
    return `  ${name} {\n${lines.join('')}  }\n`
  }
  const variables = [...dataset.variables.values()].map(({ name, attributes, type }) => block(name, attributes, type))
  return `Attributes {\n s {\n${variables.join('')} }\n${block('NC_GLOBAL', globalAttributes(dataset), 'double')}}\n`
}

/** Datasets in which every word that is looked for stands; `-word` none. */
export function searchDatasets(datasets: readonly Dataset[], text: string): Dataset[] {
  const words = text.toLowerCase().match(/-?"[^"]*"|\S+/g) ?? []
  return datasets.filter((dataset) => {
    const all = [dataset.id, ...Object.values(globalAttributes(dataset)), ...dataset.variables.keys()]
      .join('\n')
      .toLowerCase()
    return words.every((word) => {
      const isExcluded = word.startsWith('-')
      const sought = word.replace(/^-/, '').replaceAll('"', '')
      return all.includes(sought) !== isExcluded
    })
  })
}
