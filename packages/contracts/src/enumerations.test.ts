import avsc, { type Schema } from 'avsc'
import { describe, expect, it } from 'vitest'
import { avroType } from './avroType.ts'
import { recordSchemas } from './recordSchemas.ts'
import { schemaNames, schemaSource, selfContainedSchema } from './schemas.ts'
import { recordTopics } from './topics.ts'

interface EnumSource {
  readonly name: string
  readonly type: string
  readonly symbols: readonly string[]
  readonly default?: string
  readonly onUnknownSymbol?: string
}

const enumerations = schemaNames
  .map((name) => schemaSource(name) as unknown as EnumSource)
  .filter(({ type }) => type === 'enum')
const records = [...new Set(recordTopics.flatMap(recordSchemas))]

describe('enumerations', () => {
  it('are there', () => {
    expect(enumerations.map(({ name }) => name)).toEqual(expect.arrayContaining(['DataMode', 'StagedReason']))
  })

  it.each(enumerations)('$name reads a symbol that it does not know as its doc says', (source) => {
    expect(source.symbols).toContain(source.default)
    const reader = avroType(source as unknown as Schema)
    const writer = avroType(withSymbolOfTomorrow(source as unknown as Schema))
    const resolver = reader.createResolver(writer)
    for (const symbol of source.symbols) expect(reader.fromBuffer(writer.toBuffer(symbol), resolver)).toBe(symbol)
    const read = () => reader.fromBuffer(writer.toBuffer('OF_TOMORROW'), resolver)
    if (source.onUnknownSymbol === 'refuse') {
      expect(read).toThrow(`'OF_TOMORROW' is a symbol of org.floatchat.ingestion.${source.name}`)
    } else expect(read()).toBe(source.default)
  })

  it('refuse what would put a profile in the place of another, and nothing else', () => {
    const refusing = enumerations.filter(({ onUnknownSymbol }) => onUnknownSymbol === 'refuse')
    expect(refusing.map(({ name }) => name)).toEqual(['DataMode', 'Direction', 'SourceKind'])
  })

  it.each(records)('of %s may get a symbol more, and every record of today is still read', (record) => {
    const today = selfContainedSchema(record)
    const reader = avroType(today)
    const [ofToday, ofTomorrow] = [avsc.Type.forSchema(today), avsc.Type.forSchema(withSymbolOfTomorrow(today))]
    const resolver = reader.createResolver(avroType(withSymbolOfTomorrow(today)))
    for (let i = 0; i < 20; i++) {
      const value: unknown = ofToday.random()
      expect(reader.fromBuffer(ofTomorrow.toBuffer(value), resolver)).toEqual(
        reader.fromBuffer(ofToday.toBuffer(value)),
      )
    }
  })
})

/** With a symbol more in each enumeration, before the others, so that their numbers on the wire change too. */
function withSymbolOfTomorrow(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_key, node: { type?: string; symbols?: string[] } | null) =>
    node?.type === 'enum' ? { ...node, symbols: ['OF_TOMORROW', ...(node.symbols ?? [])] } : node,
  ) as Schema
}
