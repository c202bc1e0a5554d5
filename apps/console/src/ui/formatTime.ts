/** `2024-05-06 12:00:00`, in UTC. */
export function utcTime(time: number | string): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ')
}

/** `2024-05-06`, in UTC. */
export function utcDate(time: number | string): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** `12:00:00`, in UTC. */
export function utcClock(time: number | string): string {
  return new Date(time).toISOString().slice(11, 19)
}

/** The same moment where the person is, with the name of the zone. */
export function localTime(time: number | string): string {
  return new Date(time).toLocaleString(undefined, {
    ...{ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    timeZoneName: 'short',
  })
}

/** `<0.01 s`, `0.42 s`, `12 s`, `3 min 4 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  if (seconds < 0.005) return '<0.01 s'
  if (seconds < 10) return `${seconds < 0.995 ? seconds.toFixed(2) : seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const two = (large: number, a: string, small: number, b: string) =>
    small === 0 ? `${large} ${a}` : `${large} ${a} ${small} ${b}`
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's')
  if (whole < 86_400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min')
  return two(Math.floor(whole / 86_400), 'd', Math.floor((whole % 86_400) / 3600), 'h')
}
