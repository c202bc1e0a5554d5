import { type SystemService, systemServices } from '@floatchat/contracts/pipeline'
import { recordTopics } from '@floatchat/contracts/topics'

/** How the stages are scaled, and kept running through a drain, as Kubernetes and KEDA take it. */
export function scaling(): string {
  const documents = systemServices.flatMap((stage) => [budget(stage), ...scaled(stage)])
  return `# Made by deploy/scripts/generate.ts from packages/contracts/src/pipeline.ts. Do not edit.\n${documents.join('---\n')}`
}

const budget = ({ name }: SystemService) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app.kubernetes.io/name: ${name} }
`

function scaled({ name, reads: [topic], messagesPerInstance }: SystemService): string[] {
  if (topic === undefined || messagesPerInstance === undefined) return []
  const partitions = recordTopics.find((one) => one.name === topic)?.partitions ?? 1
  return [
    `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: ${name}
spec:
  scaleTargetRef: { name: ${name} }
  minReplicaCount: 1
  # As many as ${topic} has partitions: one more would have nothing to do.
  maxReplicaCount: ${partitions}
  pollingInterval: 15
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        # Every change stops the group for a moment: grow at once, shrink slowly.
        scaleUp: { stabilizationWindowSeconds: 0 }
        scaleDown:
          stabilizationWindowSeconds: 600
          policies: [{ type: Pods, value: 1, periodSeconds: 120 }]
  triggers:
    - type: kafka
      metadata:
        bootstrapServersFromEnv: KAFKA_BROKERS
        consumerGroup: floatchat.${name}
        topic: floatchat.${topic}
        # Messages for each instance.
        lagThreshold: "${messagesPerInstance}"
        offsetResetPolicy: earliest
`,
  ]
}
