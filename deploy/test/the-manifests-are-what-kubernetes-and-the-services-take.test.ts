import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consumingStages } from '@floatchat/contracts/stageTopics'
import { recordTopics } from '@floatchat/contracts/topics'
import { pythonWithPackages } from '@floatchat/example-python-consumer/test/pythonWithPackages'
import { services } from '@floatchat/local/system/services'
import { readSettings } from '@floatchat/service/readSettings'
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject'
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { ZodObject } from 'zod'
import { serviceSettings } from '../src/serviceSettings.ts'
import { type Container, kubernetesOverlay, type Manifest } from './kubernetesOverlay.ts'

const schemas: Readonly<Record<string, ZodObject>> = serviceSettings
const overlays = ['dev', 'production'].map((name) => ({ name, overlay: kubernetesOverlay(name) }))
const here = overlays.every(({ overlay }) => overlay !== undefined)
if (!here) console.warn('Skipped: the Kubernetes manifests are not tried, neither kubectl nor kustomize is here.')

const found = here ? await pythonWithPackages(fileURLToPath(new URL('requirements.txt', import.meta.url))) : undefined
const python = found !== undefined && 'python' in found ? found.python : undefined
if (found !== undefined && 'missing' in found)
  console.warn(`Skipped: the manifests are not held to Kubernetes' own schemas, ${found.missing}.`)

describe.skipIf(!here).each(overlays)('the manifests of the overlay $name', ({ name, overlay }) => {
  const manifests = overlay?.manifests ?? []
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind)
  const podOf = ({ spec }: Manifest) => spec.template.spec
  const containers = [...ofKind('Deployment'), ...ofKind('Job')].flatMap((manifest) => {
    const { containers: main, initContainers = [] } = podOf(manifest)
    return [...initContainers, ...main]
  })

  function settingsOf({ env = [], envFrom }: Container): Record<string, string> {
    const maps = envFrom.flatMap(({ configMapRef }) => {
      const map = ofKind('ConfigMap').find(({ metadata }) => metadata.name === configMapRef?.name)
      return Object.entries(map?.data ?? {})
    })
    // A secret of the kind that its setting takes.
    const secret = (key: string) =>
      key === 'DATABASE_URL' ? 'postgresql://u:p@db/floatchat' : `secret-${'x'.repeat(40)}`
    return Object.fromEntries([...maps, ...env.map(({ name: key, value }) => [key, value ?? secret(key)] as const)])
  }

  it.skipIf(python === undefined)("are valid by Kubernetes' schemas, no field unknown", () => {
    const folder = mkdtempSync(join(tmpdir(), 'floatchat-manifests-'))
    const validate = (text: string, file = join(folder, 'all.yaml')) => {
      writeFileSync(file, text)
      // The oldest and the newest version that we say it runs on.
      for (const version of ['1.30.0', '1.37.0'])
        execFileSync(python ?? '', ['-m', 'kubernetes_validate', '--strict', '--no-warn', '-k', version, file], {
          stdio: 'pipe',
        })
    }
    const own = manifests.filter(({ apiVersion }) => !apiVersion.startsWith('keda.sh/'))
    expect(own.length).toBeGreaterThan(15)
    validate(own.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false })).join('---\n'))
    const wrong = stringify(ofKind('Deployment')[0], { aliasDuplicateObjects: false }).replace(
      'readinessProbe:',
      'readynessProbe:',
    )
    expect(() => validate(wrong)).toThrow()
    rmSync(folder, { recursive: true })
  })

  it("are valid by KEDA's schemas", () => {
    for (const manifest of ofKind('ScaledObject')) new ScaledObject(manifest as never).validate()
    for (const manifest of ofKind('TriggerAuthentication')) new TriggerAuthentication(manifest as never).validate()
    const wrong = { ...ofKind('ScaledObject')[0], spec: { maxReplicaCount: 'six' } }
    expect(() => new ScaledObject(wrong as never).validate()).toThrow()
  })

  it.each(Object.keys(schemas))('give the %s settings that it takes, and no other', (service) => {
    const schema = schemas[service] ?? serviceSettings.gateway
    const [deployment] = ofKind('Deployment').filter(({ metadata }) => metadata.name === service)
    const [container] = deployment === undefined ? [] : podOf(deployment).containers
    if (container === undefined) throw new Error(`there is no Deployment ${service}`)
    const { nodeOptions = [] } = services.find(({ name }) => name === service) ?? {}
    expect(container.args).toEqual([...nodeOptions, `services/${service}/src/main.ts`])
    const settings = readSettings(schema, settingsOf(container)) as Record<string, unknown>
    expect(settings.HEALTH_HOST).toBe('0.0.0.0')
    expect(settings.HEALTH_PORT).toBe(9400)
    expect(container.ports).toContainEqual({ name: 'health', containerPort: 9400 })
    const own = (container.env ?? []).map(({ name: key }) => key)
    expect(own.filter((key) => !(key in schema.shape))).toEqual([])
    // A pod that is killed before its own time is over has not handed its work back.
    const seconds = podOf(deployment as Manifest).terminationGracePeriodSeconds
    expect(seconds).toBe((settings.SHUTDOWN_SECONDS as number) + (service === 'gateway' ? 15 : 10))
  })

  it('hold no secret, only references', () => {
    const secretive = /PASSWORD|SECRET|API_KEY|DATABASE_URL|ACCESS_KEY|USERNAME/
    const inline = containers
      .flatMap(({ env = [] }) => env)
      .filter(({ name: key, value }) => secretive.test(key) && value)
    expect(inline).toEqual([])
    expect(
      ofKind('ConfigMap').flatMap(({ data = {} }) => Object.keys(data).filter((key) => secretive.test(key))),
    ).toEqual([])
    expect(ofKind('Secret')).toEqual([])
    const names = containers.flatMap(({ env = [] }) =>
      env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef.name ?? []),
    )
    expect(new Set(names)).toEqual(new Set(Object.keys(schemas).map((service) => `floatchat-${service}`)))
  })

  it('run nothing as root, and nothing that can write but in its temporary folder', () => {
    expect(containers.length).toBeGreaterThan(8)
    for (const { securityContext, volumeMounts, resources } of containers) {
      const locked = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }
      expect(securityContext).toEqual(locked)
      expect(volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }])
      expect(Object.keys(resources.requests)).toEqual(expect.arrayContaining(['cpu', 'memory']))
      expect(resources.limits).toHaveProperty('memory')
    }
    for (const manifest of [...ofKind('Deployment'), ...ofKind('Job')]) {
      expect(podOf(manifest).securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
      expect(podOf(manifest).volumes.every(({ emptyDir }) => emptyDir !== undefined)).toBe(true)
    }
  })

  it('ask every service whether it lives and is ready, and keep all but one through a drain', () => {
    for (const { metadata, spec } of ofKind('Deployment')) {
      const [container] = spec.template.spec.containers
      expect(container?.startupProbe?.httpGet).toEqual({ path: '/livez', port: 'health' })
      expect(container?.livenessProbe?.httpGet).toEqual({ path: '/livez', port: 'health' })
      expect(container?.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'health' })
      const budget = ofKind('PodDisruptionBudget').find(({ metadata: { name: of } }) => of === metadata.name)
      expect(spec.template.metadata.labels).toMatchObject(budget?.spec.selector.matchLabels ?? { missing: 'budget' })
    }
  })

  it('scale every stage by the lag of its own group, up to the partitions of its topic', () => {
    const prefix = ofKind('ConfigMap')[0]?.data?.TOPIC_PREFIX
    for (const { stage, reads } of consumingStages.filter(({ stage: one }) => one !== 'gateway')) {
      const scaled = ofKind('ScaledObject').find(({ spec }) => spec.scaleTargetRef.name === stage)
      const [trigger] = scaled?.spec.triggers ?? []
      expect(trigger?.metadata).toMatchObject({ consumerGroup: `${prefix}${stage}`, topic: `${prefix}${reads[0]}` })
      const partitions = recordTopics.find(({ name: topic }) => topic === reads[0])?.partitions ?? 0
      if (name === 'production') expect(scaled?.spec.maxReplicaCount).toBe(partitions)
      expect(scaled?.spec.maxReplicaCount).toBeLessThanOrEqual(partitions)
      const authentication = ofKind('TriggerAuthentication').map(({ metadata }) => metadata.name)
      expect(authentication).toEqual(name === 'production' ? [trigger?.authenticationRef?.name] : [])
    }
  })
})
