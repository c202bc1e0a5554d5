import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { behindHeavy } from '../src/heavy/behindHeavy.ts'
import { expectNobodyHeldUp } from '../src/heavy/expectNobodyHeldUp.ts'
import { type Heavy, heavies } from '../src/heavy/heavyFiles.ts'
import { type FaultySystem, openFaultySystem } from './openFaultySystem.ts'

/** Longest that good files may take behind heavy ones, seconds. */
const patience = 5
const rows: string[] = []

/**
 * Heavy files in front, one by one and in pairs, and good ones behind them. `npm run test:faults nobody` runs
 * this part alone and ends with the table of docs/faults.md.
 */
describe('good files behind', () => {
  let system: FaultySystem
  beforeAll(async () => {
    system = await openFaultySystem('heavy-faults')
  })
  afterAll(async () => {
    console.log(
      `| in front | good files, s | heavy files, s | what came of them | peak MiB: parser, cleaner, writer |\n|---|---|---|---|---|\n${rows.join('\n')}`,
    )
    await system?.close()
  })

  const pairs = heavies.map((heavy, index) => [heavy, heavies[(index + 1) % heavies.length] as Heavy])
  const cases = [...heavies.map((heavy) => [heavy]), ...pairs]
  it.each(cases.map((files) => ({ name: files.map(({ name }) => name).join(', then '), files })))(
    '$name',
    async ({ name, files }) => {
      const seen = await behindHeavy(system, files, 600)
      const ends = seen.heavy.map(({ status, error_log }) => (status === 'failed' ? `failed: ${error_log}` : status))
      const { parser, cleaner, writer } = seen.peaks
      rows.push(
        `| ${[name, seen.goodSeconds.toFixed(1), seen.heavySeconds.toFixed(1), ends.join('; '), `${parser}, ${cleaner}, ${writer}`].join(' | ')} |`,
      )
      await expectNobodyHeldUp(system, seen)
      expect(seen.goodSeconds).toBeLessThan(patience)
    },
    900_000,
  )
})
