import { afterAll, beforeAll, expect, it } from 'vitest'
import { behindHeavy } from '../src/heavy/behindHeavy.ts'
import { expectNobodyHeldUp } from '../src/heavy/expectNobodyHeldUp.ts'
import { quickHeavies } from '../src/heavy/heavyFiles.ts'
import { openSystem, type System } from '../src/openSystem.ts'

let system: System
beforeAll(async () => {
  system = await openSystem('heavy')
})
afterAll(() => system.close())

/** The quick ones; all of them, and pairs, are in the fault suite (`npm run test:faults`). */
it.each(quickHeavies)('$name', async (heavy) => {
  await expectNobodyHeldUp(system, await behindHeavy(system, [heavy], 60))
})

it('several of them in a row', async () => {
  expect(quickHeavies.length).toBeGreaterThan(1)
  await expectNobodyHeldUp(system, await behindHeavy(system, quickHeavies, 60))
})
