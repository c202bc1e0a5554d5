/** Text of at most so many characters: of one that is longer the beginning and the end, which tell most of a name. */
export function cutInMiddle(text: string, most: number): string {
  if (text.length <= most) return text
  if (most <= 1) return '…'.slice(0, most)
  const end = Math.ceil((most - 1) / 2)
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`
}
