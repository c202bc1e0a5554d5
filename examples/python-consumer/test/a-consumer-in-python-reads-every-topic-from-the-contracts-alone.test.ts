import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { avroType } from '@floatchat/contracts/avroType'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { ProfileChanged } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import { deadLetterHeaders, recordHeaders } from '@floatchat/contracts/messageHeaders'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { subjectName } from '@floatchat/contracts/subjectName'
import { type Outgoing, profilesChanged, recordTopics, type Topic, to } from '@floatchat/contracts/topics'
import { encodeRecord } from '@floatchat/contracts/wireFormat'
import { applyTopics } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { deadLetterHeaders as headersOf } from '@floatchat/kafka/deadLetter'
import { openProducer } from '@floatchat/kafka/openProducer'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { connectProducer } from '@floatchat/stage/connectProducer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asPrinted } from './asPrinted.ts'
import { pythonWithPackages } from './pythonWithPackages.ts'
import { file, largeRecord, profileChanged, sampleRecords } from './sampleRecords.ts'

interface Line {
  readonly topic: string
  readonly key: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly record?: string
  readonly value?: Readonly<Record<string, unknown>>
  readonly undecodable?: string
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const found = await pythonWithPackages(here('../requirements.txt'))
if ('missing' in found) console.warn(`Skipped: the Python consumer cannot be tried, ${found.missing}.`)

describe.skipIf('missing' in found)('a consumer in Python', () => {
  const log = createLogger('test', 'silent')
  let environment: TestEnvironment
  let settings: z.output<z.ZodObject<typeof stageSettings>>

  beforeAll(async () => {
    environment = await testEnvironment('python-consumer')
    settings = readSettings(z.object(stageSettings), environment.env)
    await applyTopics(connectKafka(settings, 'test', log), { topicPrefix: settings.TOPIC_PREFIX, partitions: 2 })
    await registerSchemas(connectRegistry(settings), settings.TOPIC_PREFIX)
  })
  afterAll(() => environment?.close())

  const python = 'python' in found ? found.python : ''
  /** It is given no more than addresses and the prefix. */
  const given = (...words: string[]) => [
    ...[here('../consume.py'), '--brokers', environment.kafkaBrokers, '--registry', environment.registryUrl],
    ...['--prefix', environment.topicPrefix, '--bits', ...words],
  ]
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8' }

  async function consume(...words: string[]): Promise<Line[]> {
    const { stdout } = await promisify(execFile)(python, given(...words), { maxBuffer: 1 << 28, env })
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
  }

  it('sees every record of every topic as it was written, numbers bit for bit', async () => {
    const bucket = new Map<string, Buffer>()
    const producer = connectProducer<Topic>({
      name: 'test',
      settings,
      writes: recordTopics,
      log,
      payloads: {
        put: async (key, bytes) => void bucket.set(key, bytes),
        get: async (key) => bucket.get(key) ?? Buffer.alloc(0),
      },
    })
    const records = sampleRecords as unknown as readonly Outgoing<Topic>[] // Each was checked where it was made.
    await producer.produce([...records, largeRecord as unknown as Outgoing<Topic>])
    await producer.close()

    const lines = await consume()
    expect(new Set(lines.map(({ topic }) => topic))).toEqual(
      new Set(recordTopics.map(({ name }) => environment.topicPrefix + name)),
    )
    expect(lines).toHaveLength(records.length + 1)
    for (const { topic, type, value } of records) {
      const name = environment.topicPrefix + topic.name
      const line = lines.find((one) => one.topic === name && one.record === type)
      expect(line?.value, type).toEqual(asPrinted(type, value))
      expect(line?.key).toBe(topic.key(value as never))
      expect(line?.headers['floatchat.record']).toBe(type)
    }
    const [reference] = lines.filter(({ record }) => record === 'PayloadReference')
    expect(reference?.headers['floatchat.record']).toBe('ProfileParsed')
    expect([...bucket.keys()]).toEqual([reference?.value?.object_key])

    const headers = new Set(lines.flatMap((line) => Object.keys(line.headers)))
    expect([...headers].filter((name) => !(name in recordHeaders))).toEqual([])
  })

  it('reads dead letters: the reason, and the record where it is one', async () => {
    const kafka = connectKafka(settings, 'test', log)
    const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, recordTopics)
    const producer = await openProducer(kafka, 'test')
    const letter = (value: Buffer) => {
      const from = {
        topic: `${settings.TOPIC_PREFIX}files.staged`,
        partition: 1,
        offset: 5n,
        timestamp: 9,
        headers: {},
      }
      const error = permanent('OBJECT_MISSING', 'The file is not in the bucket.')
      const raw = { ...from, key: Buffer.from('a key'), value }
      const headers = headersOf('parser', 'group', raw, error, file as never)
      return { topic: `${settings.TOPIC_PREFIX}parser.dlq`, key: raw.key, value, headers }
    }
    const good = codec.encode({ name: 'files.staged' }, 'FileStaged', file)
    await producer.send([letter(good), letter(Buffer.from('{"not":"Avro"}'))])
    await producer.close()

    const [first, second] = await consume('--topic', 'parser.dlq')
    expect(first?.value).toEqual(asPrinted('FileStaged', file))
    expect(first?.headers['floatchat.reason']).toBe('The file is not in the bucket.')
    expect(first?.headers['kafka_dlt-original-partition']).toBe('00000001')
    expect(second?.undecodable).toMatch(/wire format/)
    const names = Object.keys(first?.headers ?? {})
    expect(names.filter((name) => !(name in recordHeaders) && !(name in deadLetterHeaders))).toEqual([])
  })

  it('reads with the released schemas what older and newer writers wrote, as the services do', async () => {
    type Field = { name: string; type: unknown; default?: unknown }
    const today = selfContainedSchema('FileStaged') as unknown as { fields: Field[] }
    // Nobody asks a member of a zip for its name: a version before that, and one to come.
    const older = { ...today, fields: today.fields.filter(({ name }) => name !== 'dataset_name') }
    const newer = { ...today, fields: [...today.fields, { name: 'priority', type: 'int', default: 0 }] }
    const versions = [older, today, newer] as const
    const prefix = `${settings.TOPIC_PREFIX}evolved.`
    const name = `${prefix}files.staged`
    const kafka = connectKafka(settings, 'test', log)
    await applyTopics(kafka, { topicPrefix: prefix, partitions: 1 })
    const registry = connectRegistry(settings)
    const producer = await openProducer(kafka, 'test')
    for (const [index, version] of versions.entries()) {
      const schema = version as never
      const id = await registry.register(subjectName(name, 'FileStaged'), schema)
      const value = encodeRecord(id, avroType(schema), { ...file, attempt: index + 1, priority: 9 })
      await producer.send([{ topic: name, key: file.file_id, value, headers: {} }])
    }
    await producer.close()

    const lines = await consume(
      '--prefix',
      prefix,
      '--topic',
      'files.staged',
      '--schemas',
      here('../../../packages/contracts/released/1'),
    )
    const expected = (attempt: number) => {
      // What later releases have added the first does not know.
      const { operation_id: _added, ...first } = asPrinted('FileStaged', { ...file, attempt }) as Record<
        string,
        unknown
      >
      return first
    }
    expect(lines.map(({ value }) => value)).toEqual([{ ...expected(1), dataset_name: null }, expected(2), expected(3)])

    const codec = await connectCodec(registry, prefix, [])
    const decoded: unknown[] = []
    for await (const message of readTopic(kafka, name))
      decoded.push((await codec.decode(message.value as Buffer)).value)
    expect(decoded).toEqual([
      { ...file, attempt: 1, dataset_name: null },
      { ...file, attempt: 2 },
      { ...file, attempt: 3 },
    ])
  })

  it('reads a symbol that it does not know as the default of its enumeration', async () => {
    const schema = selfContainedSchema('FileStaged') as unknown as { fields: { name: string; type: object }[] }
    const later = structuredClone(schema)
    for (const field of later.fields) {
      if (field.name === 'reason') field.type = { ...field.type, symbols: ['OF_TOMORROW', 'UPLOAD', 'REDRIVE'] }
    }
    const folder = mkdtempSync(join(tmpdir(), 'floatchat-schemas-'))
    writeFileSync(join(folder, 'FileStaged.avsc'), JSON.stringify(schema))
    const prefix = `${settings.TOPIC_PREFIX}tomorrow.`
    const name = `${prefix}files.staged`
    await applyTopics(connectKafka(settings, 'test', log), { topicPrefix: prefix, partitions: 1 })
    const id = await connectRegistry(settings).register(subjectName(name, 'FileStaged'), later as never)
    const producer = await openProducer(connectKafka(settings, 'test', log), 'test')
    for (const reason of ['OF_TOMORROW', 'REDRIVE']) {
      const value = encodeRecord(id, avroType(later as never), { ...file, reason })
      await producer.send([{ topic: name, key: file.file_id, value, headers: {} }])
    }
    await producer.close()
    const lines = await consume('--prefix', prefix, '--topic', 'files.staged', '--schemas', folder)
    expect(lines.map(({ value }) => value?.reason)).toEqual(['UPLOAD', 'REDRIVE'])
    rmSync(folder, { recursive: true })
  })

  it('holds the profiles shown, of changes that come twice and out of their order', async () => {
    const kafka = connectKafka(settings, 'test', log)
    const prefix = `${settings.TOPIC_PREFIX}changes.`
    await applyTopics(kafka, { topicPrefix: prefix, partitions: 2 })
    await registerSchemas(connectRegistry(settings), prefix)
    const options = { name: 'test', settings: { ...settings, TOPIC_PREFIX: prefix }, writes: [profilesChanged], log }
    const producer = connectProducer<typeof profilesChanged>(options)
    const change = (change_number: number, cycle_number: number, kind: ProfileChanged['change'], dataset_id = 1) =>
      to(profilesChanged, 'ProfileChanged', {
        ...profileChanged,
        change_number,
        cycle_number,
        change: kind,
        dataset_id,
      })
    const inOrder = [change(1, 1, 'SHOWN'), change(2, 2, 'SHOWN'), change(3, 1, 'REPLACED', 5)]
    const all = [...inOrder, change(4, 3, 'SHOWN'), change(5, 2, 'WITHDRAWN'), change(6, 4, 'SHOWN')]
    await producer.produce([...all, ...inOrder, change(7, 3, 'WITHDRAWN'), change(8, 3, 'SHOWN', 6)])
    await producer.close()
    const copy = (await consume('--prefix', prefix, '--copy')) as unknown as { [field: string]: unknown }[]
    expect(copy.map(({ cycle_number, dataset_id }) => [cycle_number, dataset_id])).toEqual([
      [1, 5],
      [3, 6],
      [4, 1],
    ])
  })

  it('goes on in a group where it was stopped', async () => {
    const kafka = connectKafka(settings, 'test', log)
    const prefix = `${settings.TOPIC_PREFIX}followed.`
    await applyTopics(kafka, { topicPrefix: prefix, partitions: 1 })
    await registerSchemas(connectRegistry(settings), prefix)
    const producer = connectProducer<Topic>({
      name: 'test',
      settings: { ...settings, TOPIC_PREFIX: prefix },
      writes: recordTopics,
      log,
    })
    const produce = (attempt: number) =>
      producer.produce([{ topic: recordTopics[0] as Topic, type: 'FileStaged', value: { ...file, attempt } }])
    /** The attempt of the first record that it prints; then it is interrupted. */
    const firstSeen = async () => {
      const words = given('--prefix', prefix, '--topic', 'files.staged', '--group', `${prefix}test`)
      const child = spawn(python, words, { env, stdio: ['ignore', 'pipe', 'inherit'] })
      const [line] = await once(createInterface(child.stdout), 'line')
      // The offset is stored after the line is out; a consumer killed in between prints it again.
      await sleep(500)
      child.kill('SIGINT')
      const [code] = await once(child, 'exit')
      expect(code).toBe(0)
      return (JSON.parse(line) as Line).value?.attempt
    }
    await produce(1)
    expect(await firstSeen()).toBe(1)
    await produce(2)
    expect(await firstSeen()).toBe(2)
    await producer.close()
  })

  it('knows no code of ours', () => {
    const imports = readFileSync(here('../consume.py'), 'utf8').match(/^(?:from|import) (\w+)/gm)
    const packages = new Set(imports?.map((line) => line.split(' ')[1]))
    const standard = ['argparse', 'io', 'json', 'math', 'struct', 'sys', 'urllib', 'datetime', 'pathlib']
    expect([...packages].filter((name) => !standard.includes(name ?? '')).sort()).toEqual([
      'confluent_kafka',
      'fastavro',
    ])
  })
})
