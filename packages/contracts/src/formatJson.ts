const width = 120

/**
 * JSON as the repository's formatter writes it, so that a generated file is not one that it would change:
 * two spaces, and a list of plain values on one line where it fits.
 */
export function formatJson(value: unknown): string {
  return `${format(JSON.parse(JSON.stringify(value)), '', 0)}\n`
}

/** @param before columns taken on the first line */
function format(node: unknown, indent: string, before: number): string {
  if (node === null || typeof node !== 'object') return JSON.stringify(node)
  const inner = `${indent}  `
  if (Array.isArray(node)) {
    const plain = node.every((item) => item === null || typeof item !== 'object')
    const line = `[${node.map((item) => JSON.stringify(item)).join(', ')}]`
    // One more for the comma behind it.
    if (node.length === 0 || (plain && before + line.length + 1 <= width)) return line
    return `[\n${node.map((item) => inner + format(item, inner, inner.length)).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(node).map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `
    return start + format(item, inner, start.length)
  })
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`
}
