import type { Sample } from './scaleSystem.ts'

/** How fast so many levels went in, from one moment to another. */
interface Rate {
  readonly name: string
  readonly seconds: number
  readonly levels: number
  /** Processor seconds a million levels, by process. */
  readonly cpu: Readonly<Record<string, number>>
  readonly load: number
}

const million = 1_000_000

/** The first million levels, the last, and ten parts of equal size between, as rows of a table. */
export function ratesTable(samples: readonly Sample[]): string {
  const last = samples.at(-1)
  if (last === undefined) return ''
  // Programs that have just been started are not what is compared.
  const from = 200_000
  const tenth = Math.floor((last.levels - from) / 10)
  const parts = Array.from({ length: 10 }, (_, index) =>
    rateBetween(samples, from + index * tenth, from + (index + 1) * tenth, `part ${index + 1} of 10`),
  )
  const rates = [
    rateBetween(samples, from, from + million, 'first million'),
    ...parts,
    rateBetween(samples, last.levels - million, last.levels, 'last million'),
  ].filter((rate) => rate !== undefined)
  const names = Object.keys(last.cpu)
  const rows = rates.map(({ name, seconds, levels, cpu, load }) => {
    const sum = Object.values(cpu).reduce((total, value) => total + value, 0)
    const each = names.map((process) => (cpu[process] ?? 0).toFixed(2))
    return `| ${[name, Math.round(levels / seconds).toLocaleString('en'), load.toFixed(1), sum.toFixed(2), ...each].join(' | ')} |`
  })
  const head = ['', 'levels/s', 'load', 'CPU s a million, all', ...names]
  return [`| ${head.join(' | ')} |`, `|---|${'---:|'.repeat(head.length - 1)}`, ...rows].join('\n')
}

function rateBetween(samples: readonly Sample[], from: number, to: number, name: string): Rate | undefined {
  const first = samples.findLast(({ levels }) => levels <= from)
  const last = samples.find(({ levels }) => levels >= to)
  if (first === undefined || last === undefined || last.at <= first.at) return undefined
  const levels = last.levels - first.levels
  const between = samples.filter(({ at }) => at >= first.at && at <= last.at)
  return {
    name,
    levels,
    seconds: last.at - first.at,
    load: between.reduce((sum, { load }) => sum + load, 0) / between.length,
    cpu: Object.fromEntries(
      Object.entries(last.cpu).map(([process, seconds]) => [
        process,
        ((seconds - (first.cpu[process] ?? 0)) * million) / levels,
      ]),
    ),
  }
}

/** Resident memory of each process at the first million levels, at the end, and the most that was seen. */
export function memoryTable(samples: readonly Sample[]): string {
  const early = samples.find(({ levels }) => levels >= million)
  const last = samples.at(-1)
  if (last === undefined) return ''
  const rows = Object.keys(last.mib).map((name) => {
    const most = Math.max(...samples.map(({ mib }) => mib[name] ?? 0))
    return `| ${[name, Math.round(early?.mib[name] ?? 0), Math.round(last.mib[name] ?? 0), Math.round(most)].join(' | ')} |`
  })
  return ['| process | after a million, MiB | at the end | most |', '|---|---:|---:|---:|', ...rows].join('\n')
}
