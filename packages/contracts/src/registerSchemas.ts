import type { Registry } from './connectRegistry.ts'
import { recordSchemas } from './recordSchemas.ts'
import { selfContainedSchema } from './schemas.ts'
import { subjectName } from './subjectName.ts'
import { recordTopics } from './topics.ts'

export interface RegisteredSchema {
  readonly subject: string
  readonly record: string
  readonly id: number
}

/**
 * Registers today's schemas for every topic, each under its own subject with BACKWARD_TRANSITIVE
 * compatibility. Running it again changes nothing.
 *
 * @throws where the registry is away, or refuses a schema as incompatible with a released one.
 */
export async function registerSchemas(registry: Registry, topicPrefix: string): Promise<RegisteredSchema[]> {
  const done: RegisteredSchema[] = []
  for (const topic of recordTopics) {
    for (const record of recordSchemas(topic)) {
      const subject = subjectName(topicPrefix + topic.name, record)
      done.push({ subject, record, id: await registry.register(subject, selfContainedSchema(record)) })
    }
  }
  return done
}
