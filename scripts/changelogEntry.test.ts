import { expect, it } from 'vitest'
import { changelogEntry } from './changelogEntry.ts'

const change = (size: string, text: string) => `---\n"@floatchat/service": ${size}\n---\n\n${text}\n`

it('puts what needs a hand first, then what is new, then what is mended', () => {
  const entry = changelogEntry('1.2.0', '2026-11-27', [
    change('patch', 'A mend.'),
    change('minor', 'Something new,\nin two lines.'),
    change('major', 'Migrate first.'),
  ])
  expect(entry).toBe(
    [
      '## 1.2.0 (2026-11-27)',
      '### Needs your hand',
      '- Migrate first.',
      '### New',
      '- Something new,\n  in two lines.',
      '### Mended',
      '- A mend.',
      '',
    ].join('\n\n'),
  )
})

it('leaves out what there is none of', () => {
  expect(changelogEntry('1.0.1', '2026-11-27', [change('patch', 'A mend.')])).toBe(
    '## 1.0.1 (2026-11-27)\n\n### Mended\n\n- A mend.\n\n',
  )
})

it('counts a change of several sizes as the largest of them', () => {
  const several = '---\n"@floatchat/service": patch\n"@floatchat/db": major\n---\n\nMigrate first.\n'
  expect(changelogEntry('2.0.0', '2026-11-27', [several])).toContain('### Needs your hand\n\n- Migrate first.\n')
})
