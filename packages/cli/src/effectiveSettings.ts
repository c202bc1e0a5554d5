import { parts } from '@floatchat/stack/parts'
import type { StackSettings } from '@floatchat/stack/stackSettings'
import { readSystemState } from './system/systemState.ts'

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

/**
 * The settings in force: what the environment says, else how the system runs, else the defaults.
 * `GATEWAY_URL` is the gateway's address.
 */
export function effectiveSettings({ home, mode, environment }: StackSettings): Record<string, string> {
  const system = readSystemState(home)
  const stack = system?.variables ?? defaultAddresses(environment)
  const given = Object.keys(defaults).flatMap((name) => {
    const value = environment[name]
    return value ? [[name, value] as const] : []
  })
  const gatewayUrl = environment.GATEWAY_URL || system?.gatewayUrl || `http://127.0.0.1:${environment.PORT || 8000}`
  return {
    FLOATCHAT_HOME: home,
    FLOATCHAT_STACK: mode,
    GATEWAY_URL: gatewayUrl,
    PORT: new URL(gatewayUrl).port || '80',
    ...stack,
    ...defaults,
    ...Object.fromEntries(given),
  }
}

function defaultAddresses(environment: StackSettings['environment']): Record<string, string> {
  const variables = parts.map((part) => {
    const ports = Object.fromEntries(Object.entries(part.ports).map(([name, { preferred }]) => [name, preferred]))
    return part.given(environment) ?? part.variables(ports, environment)
  })
  return Object.assign({}, ...variables)
}
