import { kafkaGrants, mergeGrants, resourceName } from './kafkaGrants.ts'

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
const shellPrefix = '${P}'
const flags = { topic: '--topic', group: '--group' } as const

/** A shell script that makes the grants with Kafka's own kafka-acls.sh. */
export function aclScript(): string {
  const calls = mergeGrants(kafkaGrants()).map((grant) => {
    const { principal, resource, prefixed, operations, names } = grant
    const resources = names.map((name) => {
      const whole = resourceName({ ...grant, name }, shellPrefix)
      return `${flags[resource]} "${whole}"`
    })
    return [
      `allow ${principal} ${prefixed ? 'prefixed' : 'literal'}`,
      ...operations.map((operation) => `--operation ${operation}`),
      ...resources,
    ].join(' \\\n  ')
  })
  return `#!/bin/sh
# Made by deploy/scripts/generate.ts from packages/contracts and packages/operations; what it grants and why
# stands in acls.md. Running it again changes nothing.
#
#   KAFKA_BROKERS=kafka:9092 ./acls.sh --command-config admin.properties
set -eu
P=\${TOPIC_PREFIX:-floatchat.}
acls=\${KAFKA_ACLS:-kafka-acls.sh}
options="$*"

allow() {
  user=$1 pattern=$2
  shift 2
  # shellcheck disable=SC2086
  $acls --bootstrap-server "\${KAFKA_BROKERS:-localhost:9092}" $options \\
    --add --allow-principal "User:$user" --resource-pattern-type "$pattern" "$@"
}

${calls.join('\n\n')}
`
}
