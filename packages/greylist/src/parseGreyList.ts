import type { GreyList, GreyListEntry } from './GreyList.ts'

const header = 'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC'

export interface ParsedGreyList {
  readonly list: GreyList
  /** Lines that cannot be read, each by its number and its beginning. They hold for nothing. */
  readonly unreadable: readonly string[]
}

/**
 * Reads the text of ar_greylist.txt. A list without entries is one: nothing is grey. A line that cannot be read does
 * not take the others with it.
 *
 * @throws Error with a sentence where the text does not begin as a grey list does, or nothing of it can be read: it is
 *   another file
 */
export function parseGreyList(text: string): ParsedGreyList {
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'))
  if (first < 0 || lines[first].replace(/^\uFEFF/, '').trim() !== header) {
    throw new Error(`The grey list does not begin with its header '${header}'`)
  }
  const list = new Map<string, GreyListEntry[]>()
  const unreadable: string[] = []
  for (let number = first + 1; number < lines.length; number++) {
    const line = lines[number].trim()
    if (line === '' || line.startsWith('#')) continue
    const entry = toEntry(line)
    if (entry === undefined) {
      unreadable.push(`${number + 1}: ${line.slice(0, 80)}`)
      continue
    }
    const entries = list.get(entry.platform)
    if (entries === undefined) list.set(entry.platform, [entry])
    else entries.push(entry)
  }
  if (list.size === 0 && unreadable.length > 0) {
    throw new Error(`No line of the grey list can be read; the first is ${unreadable[0]}`)
  }
  return { list, unreadable }
}

function toEntry(line: string): GreyListEntry | undefined {
  // A comment may hold commas; the columns that matter come before it.
  const [platform, parameter, start, end, code] = line.split(',').map((column) => column.trim())
  const from = toJulianDay(start)
  const to = end === '' ? null : toJulianDay(end)
  if (!platform || !parameter || from === undefined || to === undefined || !/^[0-4]$/.test(code ?? '')) {
    return undefined
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
