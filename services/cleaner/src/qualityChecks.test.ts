import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checkBit, qualityChecks } from './qualityChecks.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

it('the table quality_tests of the database says the same', () => {
  const migration = new URL('../../../packages/db/migrations/0004-quality-tests.sql', import.meta.url)
  const rows = qualityChecks.map(
    ({ bit, test, name, judges, source, isRun }) =>
      `  (${bit}, ${test}, ${quoted(name)},\n    ${quoted(judges)},\n    ${quoted(source)}, ${isRun})`,
  )
  expect(readFileSync(migration, 'utf8')).toContain(`values\n${rows.join(',\n')};\n`)
})

it('every bit is one test, and every test that is run has its bit', () => {
  const bits = qualityChecks.map(({ bit }) => bit)
  expect(bits).toEqual([...new Set(bits)].sort((a, b) => a - b))
  expect(qualityChecks.filter(({ isRun }) => isRun).map(({ bit }) => bit)).toEqual(Object.values(checkBit))
  for (const { bit, test } of qualityChecks) {
    if (test !== null && test <= 26) expect(bit).toBe(test)
    expect(bit).toBeLessThan(31)
  }
})
