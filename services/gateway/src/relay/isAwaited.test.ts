import { expect, test } from 'vitest'
import { isAwaited } from './isAwaited.ts'

test.each([
  ['files.staged', { filename: 'R6900001_001.nc' }, true],
  ['files.staged', { filename: 'dac.ZIP' }, false],
  ['profiles.cleaned', { filename: 'R6900001_001.nc' }, false],
  ['datasets.written', {}, false],
])('an event on %s of %o is awaited: %s', (topic, record, awaited) => {
  expect(isAwaited({ topic, record })).toBe(awaited)
})
