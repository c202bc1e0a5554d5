import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { serviceSettings } from '../deploy/src/serviceSettings.ts'
import { parts } from '../dev/stack/src/parts.ts'
import { systemServices } from '../packages/contracts/src/pipeline.ts'

const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
const lines = text.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)
const explained = new Map([...lines].map(([, name = '', value = '']) => [name, value]))

// Settings that are not a service's: the command's own, one that the stack's broker has beside its ports, and one that
// OpenTelemetry defines.
const others = [
  ...['FLOATCHAT_HOME', 'FLOATCHAT_STACK', 'GATEWAY_URL', 'FLOATCHAT_TOKEN'],
  ...['FLOATCHAT_KAFKA_ADVERTISED_PORT', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
]
const ports = parts.flatMap((part) => Object.values(part.ports).map(({ setting }) => setting))

it.each(Object.entries(serviceSettings))('explains every setting of the %s', (_, schema) => {
  expect(Object.keys(schema.shape).filter((name) => !explained.has(name))).toEqual([])
})

it('explains nothing that no one reads', () => {
  const read = new Set(Object.values(serviceSettings).flatMap((schema) => Object.keys(schema.shape)))
  for (const name of [...others, ...ports]) read.add(name)
  expect([...explained.keys()].filter((name) => !read.has(name))).toEqual([])
})

it('states the defaults that hold', () => {
  for (const schema of Object.values(serviceSettings)) {
    const given = [...explained].filter(([name, value]) => value !== '' && name in schema.shape)
    expect(schema.parse(Object.fromEntries(given))).toEqual(schema.parse({}))
  }
})

it.each([...systemServices])('gives the $name the port that it has by itself', ({ name, healthPort }) => {
  expect(serviceSettings[name].parse({})).toMatchObject({ HEALTH_PORT: healthPort })
})
