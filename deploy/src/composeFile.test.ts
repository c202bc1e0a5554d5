import { readFileSync } from 'node:fs'
import { systemServices } from '@floatchat/contracts/pipeline'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')

it.each(systemServices)('docker-compose.yml runs the $name with the options that it has elsewhere', (stage) => {
  const command = [...(stage.nodeOptions ?? []), `services/${stage.name}/src/main.ts`]
  const service = new RegExp(`^  ${stage.name}:\\n(?:    .*\\n)*?    command: (.*)$`, 'm').exec(compose)
  expect(JSON.parse(service?.[1] ?? '[]')).toEqual(command)
})

interface Service {
  readonly mem_limit: string
  readonly cpus: string
  readonly pids_limit: number
  readonly cap_drop: readonly string[]
  readonly security_opt: readonly string[]
  readonly networks: readonly string[]
  readonly ports?: readonly string[]
}
const { services, networks } = parse(compose, { merge: true }) as {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean } | null>
}
const ofOurs = new Set<string>([...systemServices.map(({ name }) => name), 'setup'])

it.each(Object.entries(services))('the %s is bounded, and may do no more than it needs', (_, service) => {
  expect(service.mem_limit).toMatch(/^\d+[mg]$/)
  expect(Number(service.cpus)).toBeGreaterThan(0)
  expect(service.pids_limit).toBeGreaterThan(0)
  expect(service.cap_drop).toEqual(['ALL'])
  expect(service.security_opt).toContain('no-new-privileges:true')
})

it('has the memory of the manifests for Kubernetes', () => {
  for (const { name } of systemServices) {
    const manifest = readFileSync(new URL(`../kubernetes/base/${name}.yaml`, import.meta.url), 'utf8')
    const [, megabytes] = /limits: \{ memory: (\d+[MG])i/.exec(manifest) ?? []
    expect([name, services[name]?.mem_limit]).toEqual([name, megabytes?.toLowerCase()])
  }
})

it('keeps the servers off the network of the only port, and from going out', () => {
  const inner = Object.keys(networks).filter((name) => networks[name]?.internal === true)
  expect(Object.keys(services).filter((name) => services[name]?.ports !== undefined)).toEqual(['gateway'])
  for (const [name, service] of Object.entries(services)) {
    if (ofOurs.has(name)) expect(service.networks).toEqual(expect.arrayContaining(inner))
    else expect([name, service.networks]).toEqual([name, inner])
  }
})
