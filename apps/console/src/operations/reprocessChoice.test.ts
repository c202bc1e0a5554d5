import { expect, it } from 'vitest'
import { choiceOf, chosenInWords, noChoice } from './reprocessChoice.ts'

it('means every file where nothing is said, and else exactly what is', () => {
  expect(choiceOf(noChoice)).toEqual({ all: true })
  expect(choiceOf({ ...noChoice, float: ' 2902746 ', since: '2024-05-06', readBefore: '4' })).toEqual({
    ...{ float: '2902746', since: '2024-05-06T00:00:00Z', read_before: 4 },
  })
})

it.each(['0', '-1', '1.5', 'x', '12345678901'])('does not take %s for a number', (dataset) => {
  expect(choiceOf({ ...noChoice, dataset })).toContain(`“${dataset}” is no number`)
})

it('says a choice in words', () => {
  expect(chosenInWords({ all: true })).toBe('All files held')
  expect(chosenInWords({ float: '1', judged_before: 3 })).toBe('Files of float 1, judged before cleaner version 3')
})
