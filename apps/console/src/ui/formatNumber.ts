const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** `1,234,567` */
export const count = (value: number): string => whole.format(value)

/** `1 profile`, `2 profiles` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** `12 B`, `3.4 kB`, `1.2 GB`: powers of 1,000. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 'B'
  for (const next of units) {
    // What would round to 1,000 is shown in the next unit.
    if (value < 999.5) break
    value /= 1000
    unit = next
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`
}

/** `0 %`, `<0.1 %`, `2.5 %`, `31 %` */
export function share(part: number, all: number): string {
  if (all === 0 || part === 0) return '0 %'
  const percent = (100 * part) / all
  if (percent < 0.1) return '<0.1 %'
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`
}

/** `12.5° N`, `0.03° W` */
export function latitude(value: number): string {
  return `${Math.abs(value).toFixed(3)}° ${value < 0 ? 'S' : 'N'}`
}
export function longitude(value: number): string {
  return `${Math.abs(value).toFixed(3)}° ${value < 0 ? 'W' : 'E'}`
}
