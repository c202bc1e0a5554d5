/** So many of a list, evenly spread over it, its ends among them. */
export function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list]
  if (most <= 1) return list.slice(0, most)
  return Array.from({ length: most }, (_, index) => list[Math.round((index * (list.length - 1)) / (most - 1))] as T)
}
