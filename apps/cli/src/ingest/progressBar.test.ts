import { expect, it } from 'vitest'
import { progressLine } from './progressBar.ts'

it('counts an upload as a tenth of its file', () => {
  const line = progressLine(0, 1, [{ file: 'a/b.nc', phase: 'uploading', percent: 100 }], 80)
  expect(line).toBe('[##------------------] 0/1 b.nc uploading 100 %')
})

it('adds up files that are done and files on their way', () => {
  const line = progressLine(1, 2, [{ file: 'b.nc', phase: 'running', percent: 50 }], 80)
  expect(line).toBe('[################----] 1/2 b.nc running 50 %')
})

it('stays within one line', () => {
  const active = [
    { file: `${'x'.repeat(200)}.nc`, phase: 'pending' as const, percent: 0 },
    { file: 'c.nc', phase: 'pending' as const, percent: 0 },
  ]
  expect(progressLine(0, 2, active, 60)).toHaveLength(59)
})
