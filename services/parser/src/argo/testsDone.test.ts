import type { HistoryStep } from '@floatchat/contracts/generated/records'
import { expect, test } from 'vitest'
import { testsDone } from './testsDone.ts'

const step = (action: string, qctest: string, date = '20240101000000'): HistoryStep => ({
  institution: 'IF',
  step: 'ARGQ',
  software: 'COQC',
  software_release: '5.0',
  reference: '',
  date,
  action,
  parameter: '',
  start_pres: null,
  stop_pres: null,
  previous_value: null,
  qctest,
})

test('a mask names the tests by its bits', () => {
  const { tests_performed, tests_failed } = testsDone([step('QCP$', '208F3FE'), step('QCF$', '40')])
  expect(tests_performed).toEqual(Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 19, 25))
  expect(tests_failed).toEqual(Int32Array.of(6))
})

test('the test of the highest number, which no double holds', () => {
  expect(testsDone([step('QCP$', '8000000000000002')]).tests_performed).toEqual(Int32Array.of(1, 63))
})

test('the latest time counts, whatever the order of the entries, and all entries of that time', () => {
  const steps = [step('QCP$', '4', '20240601000000'), step('QCP$', '8', '20240601000000'), step('QCP$', 'FFFF')]
  expect(testsDone(steps).tests_performed).toEqual(Int32Array.of(2, 3))
})

test('what delayed mode writes with the same actions is no mask of these tests', () => {
  const steps = [step('QCP$', '4'), step('QCF$', '0'), { ...step('QCF$', '6', '20250101000000'), step: 'CODM' }]
  expect(testsDone(steps)).toEqual({ tests_performed: Int32Array.of(2), tests_failed: new Int32Array(0) })
})

test('none performed is another thing than nothing said', () => {
  expect(testsDone([step('QCF$', '0'), step('QCP$', 'none')])).toEqual({
    tests_performed: null,
    tests_failed: new Int32Array(0),
  })
})
