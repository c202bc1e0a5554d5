import { avroType } from '@floatchat/contracts/avroType'
import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { selfContainedSchema } from '@floatchat/contracts/schemas'
import { subjectName } from '@floatchat/contracts/subjectName'
import { encodeRecord } from '@floatchat/contracts/wireFormat'

interface Node {
  readonly type?: string
  readonly symbols?: readonly string[]
  readonly fields?: readonly { readonly name: string; readonly type: unknown }[]
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/**
 * The bytes of a record as a later release would write it: each of its records has a field more, each enumeration a
 * symbol more, and the first enumeration that the record itself has says that.
 */
export async function futureRecord(
  env: Readonly<Record<string, string>>,
  topic: string,
  bytes: Buffer,
): Promise<{ readonly bytes: Buffer; readonly hasSymbol: boolean }> {
  const registry = connectRegistry({ SCHEMA_REGISTRY_URL: env.SCHEMA_REGISTRY_URL ?? '' })
  const { type, value } = await (await connectCodec(registry, env.TOPIC_PREFIX ?? '', [])).decode(bytes)
  const today = selfContainedSchema(type)
  const later = JSON.parse(JSON.stringify(today), (_key, node: unknown) => {
    if (!isNode(node)) return node
    if (node.type === 'enum') return { ...node, symbols: [...(node.symbols ?? []), 'OF_TOMORROW'] }
    if (node.type !== 'record') return node
    return {
      ...node,
      fields: [...(node.fields ?? []), { name: 'of_tomorrow', type: ['null', 'string'], default: null }],
    }
  }) as typeof today
  const id = await registry.register(subjectName(`${env.TOPIC_PREFIX}${topic}`, type), later)
  const symbol = enumFieldOf(later as Node)
  const changed = symbol === undefined ? value : { ...(value as object), [symbol]: 'OF_TOMORROW' }
  return { bytes: encodeRecord(id, avroType(later), changed), hasSymbol: symbol !== undefined }
}

function enumFieldOf({ fields = [] }: Node): string | undefined {
  return fields.find(({ type }) => isNode(type) && type.type === 'enum')?.name
}
