import { expect, it } from 'vitest'
import type { AuditRow } from '../api/generated/openApi.ts'
import { centresOf, chosenRows } from './auditRows.ts'

const row = (test: number, data_centre: string, there: number, here: number, agreement_percent: number): AuditRow => ({
  ...{ test, name: `Test ${test}`, data_centre, data_mode: 'R', performed: 100, failed_both: 0 },
  ...{ failed_there_only: there, failed_here_only: here, agreement_percent },
})
const rows = [row(9, 'AO', 1, 0, 99), row(6, 'IF', 5, 5, 90), row(6, 'AO', 3, 0, 97)]
const tests = (centre: string, order: 'test' | 'profiles' | 'agreement') =>
  chosenRows(rows, centre, order).map(({ test, data_centre }) => `${test} ${data_centre}`)

it('keeps the rows of a data centre, in the order that was asked for', () => {
  expect(centresOf(rows)).toEqual(['AO', 'IF'])
  expect(tests('', 'test')).toEqual(['6 IF', '6 AO', '9 AO'])
  expect(tests('AO', 'agreement')).toEqual(['6 AO', '9 AO'])
  expect(tests('', 'profiles')).toEqual(['6 IF', '6 AO', '9 AO'])
})
