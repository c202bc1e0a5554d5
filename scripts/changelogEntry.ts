/** The parts of an entry by the size of what stands there, the largest first. */
const parts = [
  ['major', 'Needs your hand'],
  ['minor', 'New'],
  ['patch', 'Mended'],
] as const

/** A release's part of CHANGELOG.md, from the texts of its changesets: the front matter goes, the first lines stay. */
export function changelogEntry(version: string, day: string, changes: readonly string[]): string {
  const items = changes.map((text) => {
    const [, front = '', said = ''] = /^---\n(.*?)\n?---\n(.*)$/s.exec(text) ?? []
    // Where it names packages of several sizes, the release is of the largest: all packages carry one version.
    const [size] = parts.find(([each]) => new RegExp(`:\\s*["']?${each}\\b`).test(front)) ?? ['patch']
    return { size, line: `- ${said.trim().replaceAll('\n', '\n  ')}` }
  })
  const written = parts.map(([size, title]) => {
    const lines = items.filter((item) => item.size === size).map(({ line }) => line)
    return lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}\n\n`
  })
  return `## ${version} (${day})\n\n${written.join('')}`
}
