import { readFileSync } from 'node:fs'
import { pipeline } from '@floatchat/contracts/pipeline'
import { stageTopics } from '@floatchat/contracts/stageTopics'
import * as topics from '@floatchat/contracts/topics'
import { describe, expect, it } from 'vitest'
import { kafkaGrants, readersGroup } from './kafkaGrants.ts'

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const handlers = pipeline.map(({ name }) => name).filter((name) => name !== 'gateway')

describe('kafkaGrants', () => {
  it.each(handlers)('lets the %s write what it says it produces', (stage) => {
    const source = ['main.ts', 'handle.ts'].map((file) => text(`services/${stage}/src/${file}`)).join()
    const said = /produces: \[([\w, ]*)\]/.exec(source)
    expect(said).not.toBeNull()
    const names = (said?.[1]?.match(/\w+/g) ?? []).map(
      (constant) => (topics as unknown as Record<string, topics.Topic>)[constant]?.name,
    )
    const writes = stageTopics.find((entry) => entry.stage === stage)?.writes
    expect(new Set(writes)).toEqual(new Set([...names, 'jobs.progress', `${stage}.dlq`]))
  })

  it('lets the gateway write what its relay sends', () => {
    const [, list = ''] = /new Map\(\s*\[([\w, ]+)\]/.exec(text('services/gateway/src/relay/encodeEvent.ts')) ?? []
    const [, ofChanges = ''] = /to\((\w+),/.exec(text('services/gateway/src/relay/startChangeRelay.ts')) ?? []
    const names = [...list.split(/, */), ofChanges].map(
      (constant) => (topics as unknown as Record<string, topics.Topic>)[constant]?.name,
    )
    expect(new Set(stageTopics.find(({ stage }) => stage === 'gateway')?.writes)).toEqual(
      new Set([...names, 'gateway.dlq']),
    )
  })

  it('knows the groups of the commands that read beside the stages', () => {
    expect(text('packages/kafka/src/readTopic.ts')).toContain(`\`${readersGroup}\${`)
  })

  it('lets nobody make or delete topics but the setup', () => {
    const rights = kafkaGrants().filter(({ resource }) => resource === 'topic')
    const dangerous = rights.filter(({ operations }) =>
      operations.some((one) => !['Read', 'Write', 'Describe'].includes(one)),
    )
    expect(new Set(dangerous.map(({ principal }) => principal))).toEqual(new Set(['floatchat-setup']))
    expect(rights.flatMap(({ operations }) => operations)).not.toContain('Delete')
  })
})
