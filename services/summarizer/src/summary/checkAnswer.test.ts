import { expect, test } from 'vitest'
import { checkAnswer } from './checkAnswer.ts'

test.each([
  [' One float.\n\nTwo years. ', 'One float. Two years.'],
  ['**Bold** claims', 'Bold claims'],
  ['```\nCode\n```', 'Code'],
  ['# Title\nText', 'Title Text'],
])('%j becomes %j', (answer, text) => {
  expect(checkAnswer(answer, 'stop')).toBe(text)
})

test.each([
  ['', 'stop', 'the answer is empty'],
  [null, 'stop', 'the answer is empty'],
  ['``` ```', 'stop', 'the answer is empty'],
  ['a'.repeat(1501), 'stop', 'the answer has 1501 characters, more than 1500'],
  ['It goes on and', 'length', 'the answer ended early (length)'],
])('%j is refused', (answer, finish, reason) => {
  expect(() => checkAnswer(answer, finish)).toThrow(reason)
})
