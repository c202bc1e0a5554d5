import { readFileSync } from 'node:fs'
import specifications from '@asyncapi/specs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { asyncApiDocument } from './asyncApi.ts'
import { avroType } from './avroType.ts'
import { recordTopics } from './topics.ts'

type Json = { [key: string]: Json }

// What it is to a reader who has only the file.
const document = JSON.parse(JSON.stringify(asyncApiDocument())) as Json

function problemsOf(given: unknown): string[] {
  // AsyncAPI's schema brings the meta-schema of JSON Schema along.
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false })
  addFormats.default(ajv)
  const check = ajv.compile(specifications.schemas['3.0.0'] as object)
  check(given)
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function at(path: string): Json | undefined {
  const keys = path.replace(/^#\//, '').split('/')
  return keys.reduce<Json | undefined>((node, key) => node?.[key], document)
}

function references(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : references(value)))
}

describe('asyncApiDocument', () => {
  it("is valid by AsyncAPI's own schema, which covers the Kafka bindings", () => {
    expect(problemsOf(document)).toEqual([])
  })

  it('would not be with a wrong binding, action or channel', () => {
    const spoil = (change: (copy: Json) => void) => {
      const copy = structuredClone(document)
      change(copy)
      return problemsOf(copy)
    }
    const kafka = (copy: Json) => copy.channels?.['files.staged']?.bindings?.kafka as unknown as Record<string, unknown>
    expect(spoil((copy) => Object.assign(kafka(copy), { partitions: 'six' }))).not.toEqual([])
    expect(
      spoil((copy) => Object.assign(copy.operations?.['parser.reads.files.staged'] ?? {}, { action: 'get' })),
    ).not.toEqual([])
    expect(spoil((copy) => Object.assign(copy.channels?.['files.staged'] ?? {}, { adress: 'x' }))).not.toEqual([])
  })

  it('names nothing that is not there', () => {
    const names = new Set(references(document))
    expect(names.size).toBeGreaterThan(20)
    expect([...names].filter((name) => at(name) === undefined)).toEqual([])
  })

  it('gives every record a schema that stands by itself', () => {
    const messages = Object.entries(document.components?.messages ?? {}).filter(([name]) => name !== 'DeadLetter')
    expect(messages.map(([name]) => name).sort()).toEqual(
      [...new Set(recordTopics.flatMap(({ records }) => records)), 'PayloadReference'].sort(),
    )
    for (const [name, message] of messages) {
      expect(avroType(message.payload?.schema as never).name).toBe(`org.floatchat.ingestion.${name}`)
    }
  })

  it('says what a record is keyed by', () => {
    const key = (name: string) => at(`#/components/messages/${name}/bindings/kafka/key/description`)
    expect(key('ProfileCleaned')).toBe('UTF-8: the file_id.')
    expect(key('FileCleaned')).toBe('UTF-8: the file_id.')
    expect(key('DatasetWritten')).toBe('UTF-8: the job_id.')
  })

  it('is what docs/asyncapi.json holds', () => {
    const stored = readFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), 'utf8')
    expect(JSON.parse(stored)).toEqual(document)
  })
})
