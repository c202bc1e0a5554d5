import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { generatedFiles } from './generatedFiles.ts'

it.each(Object.entries(generatedFiles()))('%s is fresh (node deploy/scripts/generate.ts)', (path, text) => {
  expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(text)
})
