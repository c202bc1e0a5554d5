import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import kafkajs, { type AclEntry } from 'kafkajs'

/** What acls.sh asks kafka-acls.sh for, as the client's own entries. */
export function rulesOfScript(topicPrefix: string): AclEntry[] {
  const script = fileURLToPath(new URL('../kafka/acls.sh', import.meta.url))
  const env = {
    PATH: process.env.PATH,
    KAFKA_ACLS: 'printf %s\\t',
    KAFKA_BROKERS: 'nowhere:9092',
    TOPIC_PREFIX: topicPrefix,
  }
  const calls = execFileSync('sh', [script], { env, encoding: 'utf8' }).split('--bootstrap-server\t').slice(1)
  return calls.flatMap((call) => {
    const words = call.split('\t')
    const all = (flag: string) => words.flatMap((word, at) => (word === flag ? [words[at + 1] ?? ''] : []))
    const [principal = ''] = all('--allow-principal')
    const resourcePatternType =
      all('--resource-pattern-type')[0] === 'prefixed'
        ? kafkajs.ResourcePatternTypes.PREFIXED
        : kafkajs.ResourcePatternTypes.LITERAL
    const resources = [
      ...all('--topic').map((resourceName) => ({ resourceType: kafkajs.AclResourceTypes.TOPIC, resourceName })),
      ...all('--group').map((resourceName) => ({ resourceType: kafkajs.AclResourceTypes.GROUP, resourceName })),
    ]
    return all('--operation').flatMap((operation) =>
      resources.map((resource) => ({
        ...{ ...resource, principal, resourcePatternType, host: '*' },
        operation: kafkajs.AclOperationTypes[snake(operation) as keyof typeof kafkajs.AclOperationTypes],
        permissionType: kafkajs.AclPermissionTypes.ALLOW,
      })),
    )
  })
}

const snake = (name: string) => name.replace(/(?!^)([A-Z])/g, '_$1').toUpperCase()
