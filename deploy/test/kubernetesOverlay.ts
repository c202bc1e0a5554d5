import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { findKustomize } from './findKustomize.ts'

/** What is read of a manifest here; the schema validator reads the rest. */
export interface Manifest {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly data?: Readonly<Record<string, string>>
  readonly spec: {
    readonly minReplicaCount: number
    readonly maxReplicaCount: number
    readonly scaleTargetRef: { readonly name: string }
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> }
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> }
      readonly spec: PodSpec
    }
    readonly triggers: readonly {
      readonly metadata: Readonly<Record<string, string>>
      readonly authenticationRef?: { readonly name: string }
    }[]
  }
}

export interface PodSpec {
  readonly terminationGracePeriodSeconds: number
  readonly securityContext: Readonly<Record<string, unknown>>
  readonly containers: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly volumes: readonly { readonly name: string; readonly emptyDir?: object }[]
}

export interface Container {
  readonly name: string
  readonly args: readonly string[]
  readonly env?: readonly {
    readonly name: string
    readonly value?: string
    readonly valueFrom?: { secretKeyRef: Secret }
  }[]
  readonly envFrom: readonly { readonly configMapRef?: { name: string }; readonly secretRef?: { name: string } }[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> }
  readonly securityContext: Readonly<Record<string, unknown>>
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
}

interface Secret {
  readonly name: string
  readonly key: string
}
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}

/** The manifests of an overlay as they would be applied; undefined where nothing here can render them. */
export function kubernetesOverlay(name: string): { readonly text: string; readonly manifests: Manifest[] } | undefined {
  const folder = fileURLToPath(new URL(`../kubernetes/overlays/${name}`, import.meta.url))
  const found = findKustomize()
  if (found === undefined) return undefined
  const [command, word] = found
  const text = execFileSync(command, [word, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  return { text, manifests: parseAllDocuments(text).map((document) => document.toJS() as Manifest) }
}
