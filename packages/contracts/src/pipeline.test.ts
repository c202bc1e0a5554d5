import { expect, it } from 'vitest'
import { deadLetterName, pipeline, wayIn } from './pipeline.ts'
import { schemaSource } from './schemas.ts'
import { recordTopics } from './topics.ts'

const names = pipeline.map(({ name }) => name)

it('names topics that there are, each written by somebody and read by somebody', () => {
  const topics = recordTopics.map(({ name }) => name).sort()
  expect([...new Set(pipeline.flatMap(({ writes }) => writes))].sort()).toEqual(topics)
  // Nobody of ours follows the changes of profiles: they are for services next door.
  const read = new Set([...pipeline.flatMap(({ reads }) => reads), 'profiles.changed'])
  expect([...read].sort()).toEqual(topics)
})

it('gives each stage a name and a port of its own', () => {
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(pipeline.map(({ healthPort }) => healthPort)).size).toBe(names.length)
})

it('divides the progress of a file among the stages on its way in', () => {
  expect(wayIn.reduce((sum, { progressShare }) => sum + progressShare, 0)).toBeCloseTo(1)
})

it('has a name in the contracts for each stage that tells of its progress', () => {
  const { symbols } = schemaSource('StageName') as { symbols: string[] }
  const telling = pipeline.filter(({ writes }) => writes.includes('jobs.progress')).map(({ name }) => name)
  expect(symbols).toEqual(expect.arrayContaining(telling))
})

it('reads the names of dead letters of every stage and no other', () => {
  for (const name of names) expect(deadLetterName.exec(`${name}:0:12`)?.slice(1)).toEqual([name, '0', '12'])
  for (const text of ['nobody:0:1', 'parser:0', 'xparser:0:1', 'parser:0:1x', 'parser:-1:0'])
    expect(deadLetterName.test(text), text).toBe(false)
})
