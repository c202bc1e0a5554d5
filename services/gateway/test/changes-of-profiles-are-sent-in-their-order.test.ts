import { recordChanges } from '@floatchat/db/changes/recordChanges'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, type Stages } from './support/stages.ts'

let installation: Installation
let stages: Stages
const gateways: RunningGateway[] = []
beforeAll(async () => {
  installation = await openInstallation('gateway-changes')
  for (let number = 0; number < 2; number += 1) gateways.push(await installation.start())
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

const runId = '018f4c4e-0000-7000-8000-000000000001'
const keyOf = (cycleNumber: number) => ({
  ...{ platformNumber: '6900001', cycleNumber, direction: 'A', sourceKind: 'core', profileIndex: 0 },
})

test('two gateways send every change once, those of a profile in their order', async () => {
  const rounds = 40
  for (let round = 0; round < rounds; round += 1) {
    await recordChanges(
      installation.database.pool,
      [1, 2, 3].map((cycle) => ({
        kind: round === 0 ? 'SHOWN' : round === rounds - 1 && cycle === 3 ? 'WITHDRAWN' : 'REPLACED',
        key: keyOf(cycle) as never,
        ...{ datasetId: null, runId, dataMode: 'R', dateUpdate: round, contentSha256: 'ab'.repeat(32) },
      })),
    )
  }
  await eventually('all changes being sent', async () => {
    const [row] = await readRows<{ count: string }>(
      installation.database,
      'select count(*) as count from profile_changes',
    )
    return row?.count === '0'
  })
  const sent = await stages.read('profiles.changed')
  expect(sent).toHaveLength(3 * rounds)
  for (const [key, records] of Map.groupBy(sent, (one) => one.key)) {
    const values = records.map(({ value }) => value as { change_number: number; date_update: number; change: string })
    expect(
      values.map(({ date_update }) => date_update),
      key,
    ).toEqual(values.map((_, index) => index))
    const numbers = values.map(({ change_number }) => change_number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  }
  expect(sent.findLast(({ key }) => key === '6900001 3 A core 0')?.value).toMatchObject({ change: 'WITHDRAWN' })
})
