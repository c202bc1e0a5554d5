import { type KafkaGrant, kafkaGrants, mergeGrants, resourceName } from './kafkaGrants.ts'

/** The grants as a page for people. */
export function aclTable(): string {
  const byPrincipal = Map.groupBy(mergeGrants(kafkaGrants()), ({ principal }) => principal)
  const sections = [...byPrincipal].map(([principal, grants]) => {
    const rules = grants.map((grant) => `- **${grant.operations.join(', ')}** (${grant.why}):\n${resources(grant)}`)
    return `## User:${principal}\n\n${rules.join('\n')}`
  })
  return `<!-- Made by deploy/scripts/generate.ts. Do not edit. -->
# Who may do what on the brokers

Names are those of the prefix \`floatchat.\`. \`acls.sh\` grants all of this; a broker with an authorizer refuses the
rest. No stage can make topics, and none but the gateway sees the groups of others. A principal is a SASL user (\`KAFKA_SASL_USERNAME\`) or the name in a client certificate.

${sections.join('\n\n')}
`
}

function resources({
  names,
  resource,
  prefixed,
  ...grant
}: KafkaGrant & { readonly names: readonly string[] }): string {
  const whole = (name: string) => resourceName({ ...grant, resource, prefixed, name }, 'floatchat.')
  return names.map((name) => `  - ${resource} \`${whole(name)}${prefixed ? '*' : ''}\``).join('\n')
}
