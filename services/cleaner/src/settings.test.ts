import { readSettings } from '@floatchat/service/readSettings'
import { expect, it } from 'vitest'
import { settings } from './settings.ts'

it('needs nothing of the environment', () => {
  expect(readSettings(settings, {})).toMatchObject({ HEALTH_PORT: 9402, RUN_ABANDON_HOURS: 24 })
  expect(readSettings(settings, { GREY_LIST_PATH: '' }).GREY_LIST_PATH).toBeUndefined()
})

it.each([
  ['HEALTH_PORT', 'http'],
  ['HEALTH_PORT', '70000'],
  ['RUN_ABANDON_HOURS', '0'],
  ['RUN_ABANDON_HOURS', 'soon'],
])('%s cannot be %s', (name, value) => {
  expect(() => readSettings(settings, { [name]: value })).toThrow(name)
})
