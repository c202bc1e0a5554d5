import { avroType } from '@floatchat/contracts/avroType'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { subjectName } from '@floatchat/contracts/subjectName'
import { profilesParsed } from '@floatchat/contracts/topics'
import { encodeRecord } from '@floatchat/contracts/wireFormat'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { afterAll, beforeAll, expect, it } from 'vitest'

let environment: TestEnvironment
beforeAll(async () => {
  environment = await testEnvironment('modes-of-tomorrow')
})
afterAll(() => environment?.close())

const today = selfContainedSchema('ProfileParsed')
const tomorrow = JSON.parse(JSON.stringify(today), (_key, node: { name?: string; symbols?: string[] } | null) =>
  node?.name === 'DataMode' || node?.name === 'FloatType'
    ? { ...node, symbols: ['OF_TOMORROW', ...(node.symbols ?? [])] }
    : node,
) as typeof today

/** The bytes of a profile as a version that knows a mode and a float type more would write it. */
function written(id: number, words: { readonly data_mode: string; readonly float_type: string }): Buffer {
  const type = avroType(tomorrow)
  const ids = { job_id: 'job', file_id: 'file', attempt: 1, run_id: 'run', profile_number: 0 }
  const texts = Object.fromEntries(
    [
      ...['platform_number', 'juld_qc', 'position_qc', 'positioning_system', 'vertical_sampling_scheme'],
      ...['format_version', 'data_centre', 'data_state_indicator', 'project_name', 'pi_name', 'platform_type'],
      ...['wmo_inst_type', 'content_sha256'],
    ].map((name) => [name, '']),
  )
  const place = { cycle_number: 1, direction: 'A', source_kind: 'core', profile_index: 0, level_count: 0 }
  return encodeRecord(id, type, { ...ids, profile: { ...texts, ...place, parameters: [], ...words } })
}

it('refuses the record that holds it for good, and reads those beside it', async () => {
  const registry = connectRegistry({ SCHEMA_REGISTRY_URL: environment.registryUrl })
  const subject = subjectName(environment.topicPrefix + profilesParsed.name, 'ProfileParsed')
  await registry.register(subject, today)
  const id = await registry.register(subject, tomorrow)
  const codec = await connectCodec(registry, environment.topicPrefix, [])

  await expect(codec.decode(written(id, { data_mode: 'OF_TOMORROW', float_type: 'core' }))).rejects.toMatchObject({
    code: 'UNDECODABLE_RECORD',
    retryable: false,
    message: expect.stringContaining("'OF_TOMORROW' is a symbol of org.floatchat.ingestion.DataMode that only a later"),
  })
  const read = async (words: { data_mode: string; float_type: string }) =>
    (await codec.decode(written(id, words))).value
  expect(await read({ data_mode: 'D', float_type: 'BGC' })).toMatchObject({
    profile: { data_mode: 'D', float_type: 'BGC' },
  })
  expect(await read({ data_mode: 'A', float_type: 'OF_TOMORROW' })).toMatchObject({
    profile: { data_mode: 'A', float_type: 'core' },
  })
})
