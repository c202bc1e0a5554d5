import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import type { Schema } from 'avsc'
import { outage } from './IngestionError.ts'

export interface RegistrySettings {
  readonly SCHEMA_REGISTRY_URL: string
  readonly SCHEMA_REGISTRY_USERNAME?: string | undefined
  readonly SCHEMA_REGISTRY_PASSWORD?: string | undefined
}

/** The schema registry, reduced to what the codec and the commands need. */
export interface Registry {
  /** The schema with the id, or undefined where the registry has none. */
  schemaById(id: number): Promise<Schema | undefined>
  /** The id under which the schema is registered for the subject, or undefined where it is not. */
  idOf(subject: string, schema: Schema): Promise<number | undefined>
  /**
   * Registers the schema with BACKWARD_TRANSITIVE compatibility and returns its id; the same id for
   * the same schema.
   *
   * @throws where the registry refuses the schema as incompatible.
   */
  register(subject: string, schema: Schema): Promise<number>
  /** Rejects where the registry does not answer. */
  check(): Promise<void>
}

export const compatibility = COMPATIBILITY.BACKWARD_TRANSITIVE

/** A client for the registry. Makes no request by itself. */
export function connectRegistry(settings: RegistrySettings): Registry {
  const { SCHEMA_REGISTRY_URL: host, SCHEMA_REGISTRY_USERNAME: username, SCHEMA_REGISTRY_PASSWORD: password } = settings
  const registry = new SchemaRegistry({
    host,
    clientId: 'floatchat',
    // Waiting is the caller's business: it knows whether a record is at stake.
    retry: { retries: 1, initialRetryTimeInSecs: 0.05, maxRetryTimeInSecs: 0.2 },
    ...(username === undefined ? {} : { auth: { username, password: password ?? '' } }),
  })

  return {
    async schemaById(id) {
      const found = await ask(() => registry.getSchema(id))
      // Rebuilt from its text by the caller: only then do its arrays become typed arrays.
      return found === undefined ? undefined : (found as unknown as { schema(): Schema }).schema()
    },
    idOf(subject, schema) {
      return ask(() =>
        registry.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema: JSON.stringify(schema) }),
      )
    },
    async register(subject, schema) {
      const { id } = await registry.register(
        { type: SchemaType.AVRO, schema: JSON.stringify(schema) },
        { subject, compatibility },
      )
      return id
    },
    async check() {
      await ask(() => registry.getLatestSchemaId('floatchat-readiness-probe'))
    },
  }

  /**
   * Undefined for a 404. Everything else is an outage, even a 400: that is how the client reports a
   * registry that it could not reach, and these requests hold nothing that could be malformed.
   */
  async function ask<T>(request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request()
    } catch (error) {
      if (statusOf(error) === 404) return undefined
      throw outage('REGISTRY_UNAVAILABLE', `The schema registry at ${new URL(host).host} does not answer.`, error)
    }
  }
}

function statusOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  if ('status' in error) return error.status
  return /not found|No (schema|version|artifact|content)/i.test(error.message) ? 404 : undefined
}
