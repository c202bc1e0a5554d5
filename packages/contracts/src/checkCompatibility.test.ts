import type { Schema } from 'avsc'
import { describe, expect, it } from 'vitest'
import { checkCompatibility } from './checkCompatibility.ts'
import { recordSchemas } from './recordSchemas.ts'
import { releasedSchemas } from './releasedSchemas.ts'
import { selfContainedSchema } from './schemas.ts'
import { recordTopics } from './topics.ts'

const firstRelease = (record: string) => releasedSchemas(record).filter(({ version }) => version === '1')
const records = [...new Set(recordTopics.flatMap(recordSchemas))].filter((name) => releasedSchemas(name).length > 0)

describe('checkCompatibility', () => {
  it('knows what was released', () => {
    expect(records).toEqual(expect.arrayContaining(['FileStaged', 'ProfileCleaned', 'DatasetSummarized']))
  })

  it.each(records)(
    "reads every released version of %s with today's schema, and each of them reads today's",
    (record) => {
      const released = releasedSchemas(record)
      expect(checkCompatibility(selfContainedSchema(record), released)).toEqual([])
    },
  )

  const edit = (record: string, change: (fields: { name: string; type: unknown }[]) => void): Schema => {
    const schema = structuredClone(selfContainedSchema(record)) as unknown as {
      fields: { name: string; type: unknown }[]
    }
    change(schema.fields)
    return schema as unknown as Schema
  }

  it('refuses a new field without a default', () => {
    const changed = edit('FileStaged', (fields) => fields.push({ name: 'priority', type: 'int' }))
    expect(checkCompatibility(changed, firstRelease('FileStaged'), 1)[0]).toMatch(/cannot read release 1: .*priority/)
  })

  it('refuses a field whose type changed', () => {
    const changed = edit('FileStaged', (fields) => {
      for (const field of fields) if (field.name === 'sha256') field.type = 'int'
    })
    expect(checkCompatibility(changed, firstRelease('FileStaged'), 1)).toHaveLength(2)
  })

  it('refuses a new symbol that a release without a default would have to read, and a field that it needs', () => {
    const symbol = structuredClone(selfContainedSchema('DatasetSummarized')) as unknown as {
      fields: { name: string; type: { symbols?: string[] } }[]
    }
    for (const { type } of symbol.fields) type.symbols?.push('human')
    expect(checkCompatibility(symbol as unknown as Schema, firstRelease('DatasetSummarized'), 1)).toEqual([
      expect.stringMatching(/^cannot be read by release 1: /),
    ])
    const field = edit('FileStaged', (fields) => {
      fields.splice(
        fields.findIndex(({ name }) => name === 'sha256'),
        1,
      )
    })
    expect(checkCompatibility(field, firstRelease('FileStaged'), 1)).toEqual([
      expect.stringMatching(/^cannot be read by release 1: .*sha256/),
    ])
  })

  it('accepts a new field with a default', () => {
    const changed = edit('FileStaged', (fields) => fields.push({ name: 'priority', type: 'int', default: 0 } as never))
    expect(checkCompatibility(changed, firstRelease('FileStaged'), 1)).toEqual([])
  })
})
