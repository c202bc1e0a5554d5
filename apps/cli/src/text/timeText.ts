/** A moment to the second, with its zone: `2024-05-06 12:00:00Z`. */
export function timeText(time: string | number | Date | null): string {
  return time === null ? '' : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')}Z`
}
