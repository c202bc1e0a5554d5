/** A release's part of CHANGELOG.md, from the texts of its changesets: the front matter goes, the first lines stay. */
export function changelogEntry(version: string, day: string, changes: readonly string[]): string {
  const items = changes.map((text) => {
    const [, front = '', said = ''] = /^---\n(.*?)\n?---\n(.*)$/s.exec(text) ?? []
    const size = /:\s*(major|minor|patch)/.exec(front)?.[1] ?? 'patch'
    return { size, line: `- ${said.trim().replaceAll('\n', '\n  ')}` }
  })
  const part = (title: string, size: string) => {
    const lines = items.filter((item) => item.size === size).map(({ line }) => line)
    return lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}\n\n`
  }
  return `## ${version} (${day})\n\n${part('Needs your hand', 'major')}${part('New', 'minor')}${part('Mended', 'patch')}`
}
