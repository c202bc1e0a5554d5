import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Root of the repository, or of the image. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** How the running system is reached, as `up` has recorded it in `system.json` of the data folder. */
const running = z.object({ gatewayUrl: z.string(), variables: z.record(z.string(), z.string()) })

/** Settings that services fall back on; the same as in their own schemas and in `.env.example`. */
const defaults = {
  S3_BUCKET_NAME: 'floatchat-raw-uploads',
  TOPIC_PREFIX: 'floatchat.',
  SECRET_KEY: 'dev-secret-key-change-in-production',
  MAX_UPLOAD_SIZE_BYTES: '2147483648',
  LLM_MODEL: 'gpt-4o',
  LLM_TIMEOUT_SECONDS: '30',
  LOG_LEVEL: 'info',
}

/** Where the servers of a development stack are first looked for. */
const addresses = {
  KAFKA_BROKERS: '127.0.0.1:9092',
  SCHEMA_REGISTRY_URL: 'http://127.0.0.1:8081/apis/ccompat/v7',
  S3_ENDPOINT_URL: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY: 'floatchat',
  S3_SECRET_KEY: 'floatchat-development',
  S3_REGION: 'us-east-1',
  DATABASE_URL: 'postgresql://floatchat:floatchat@127.0.0.1:5432/floatchat',
}

/**
 * The settings in force: what the environment says, else how the system of the data folder runs, else the
 * defaults. `GATEWAY_URL` is the gateway's address.
 */
export function commandSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const home = environment.FLOATCHAT_HOME ? resolve(environment.FLOATCHAT_HOME) : join(root, '.floatchat')
  const system = readRunning(home)
  const gatewayUrl = environment.GATEWAY_URL || system?.gatewayUrl || `http://127.0.0.1:${environment.PORT || 8000}`
  const known = { ...defaults, ...(system === undefined ? addresses : system.variables) }
  const given = Object.keys({ ...defaults, ...addresses }).flatMap((name) => {
    // The addresses of a system that runs are what it runs with, whatever the environment says by now.
    const value = system === undefined || name in defaults ? environment[name] : undefined
    return value ? [[name, value] as const] : []
  })
  return {
    FLOATCHAT_HOME: home,
    FLOATCHAT_STACK: environment.FLOATCHAT_STACK || 'auto',
    GATEWAY_URL: gatewayUrl,
    PORT: new URL(gatewayUrl).port || '80',
    ...known,
    ...Object.fromEntries(given),
  }
}

function readRunning(home: string): z.output<typeof running> | undefined {
  try {
    return running.parse(JSON.parse(readFileSync(join(home, 'system.json'), 'utf8')))
  } catch {
    return undefined
  }
}
