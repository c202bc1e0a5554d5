import { expect, it } from 'vitest'
import { optionHint } from './runCommands.ts'

const usage = 'jobs [--status pending|running] [--text NAME] [--limit N] [--json]'

it('says which option was most likely meant', () => {
  expect(optionHint("Unknown option '--statsu'", usage)).toBe('. Did you mean --status?')
  expect(optionHint("Unknown option '--lmit'", usage)).toBe('. Did you mean --limit?')
})

it('guesses nothing where no option is near, and nothing of other mistakes', () => {
  expect(optionHint("Unknown option '--everything'", usage)).toBe('')
  expect(optionHint("Option '--limit <value>' argument missing", usage)).toBe('')
})
