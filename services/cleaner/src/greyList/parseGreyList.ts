import type { GreyList, GreyListEntry } from './GreyList.ts'

const header = 'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC'

/**
 * Reads the text of ar_greylist.txt.
 *
 * @throws Error with a sentence that names the line. Half a list would be worse than the one before.
 */
export function parseGreyList(text: string): GreyList {
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'))
  if (first < 0 || lines[first].replace(/^\uFEFF/, '').trim() !== header) {
    throw new Error(`The grey list does not begin with its header '${header}'`)
  }
  const list = new Map<string, GreyListEntry[]>()
  for (let number = first + 1; number < lines.length; number++) {
    const line = lines[number].trim()
    if (line === '' || line.startsWith('#')) continue
    const entry = toEntry(line, number + 1)
    const entries = list.get(entry.platform)
    if (entries === undefined) list.set(entry.platform, [entry])
    else entries.push(entry)
  }
  if (list.size === 0) throw new Error('The grey list has a header and no entry')
  return list
}

function toEntry(line: string, number: number): GreyListEntry {
  // A comment may hold commas; the columns that matter come before it.
  const [platform, parameter, start, end, code] = line.split(',').map((column) => column.trim())
  const from = toJulianDay(start)
  const to = end === '' ? null : toJulianDay(end)
  if (!platform || !parameter || from === undefined || to === undefined || !/^[0-4]$/.test(code ?? '')) {
    throw new Error(`Line ${number} of the grey list cannot be read: '${line.slice(0, 80)}'`)
  }
  return { platform, parameter, from, to, flag: Number(code) }
}

function toJulianDay(text: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)$/.exec(text ?? '')
  if (parts === null) return undefined
  const [year, month, day] = parts.slice(1).map(Number)
  const time = Date.UTC(year, month - 1, day)
  return new Date(time).getUTCDate() === day && month <= 12 ? time / 86_400_000 + 7305 : undefined
}
