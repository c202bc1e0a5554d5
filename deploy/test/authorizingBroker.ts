import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { choosePort } from '@floatchat/stack/choosePort'
import { kafka } from '@floatchat/stack/parts/kafka'
import { isRunning } from '@floatchat/stack/processIdentity'
import { startProcess } from '@floatchat/stack/startProcess'

export interface AuthorizingBroker {
  readonly brokers: string
  stop(): Promise<void>
}

/**
 * A broker that asks for a user and a password, and lets nobody do what no rule allows. The password of each
 * user is its name; `admin` may do everything.
 */
export async function startAuthorizingBroker(users: readonly string[]): Promise<AuthorizingBroker> {
  const taken = new Set<number>()
  for (let tries = 1; ; tries++) {
    try {
      return await startOn({ broker: await choosePort([], taken), controller: await choosePort([], taken) }, users)
    } catch (error) {
      // A broker has to be told its ports: one found free may be lost before it is bound.
      if (tries === 3 || !/Address already in use/.test(String(error))) throw error
    }
  }
}

async function startOn(ports: Record<string, number>, users: readonly string[]): Promise<AuthorizingBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'floatchat-acls-'))
  const launch = await kafka.launch({
    folder,
    ports,
    variables: {},
    environment: {},
    durable: false,
    say: () => undefined,
  })
  const path = launch.arguments.at(-1) ?? ''
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('PLAINTEXT://127', 'SASL_PLAINTEXT://127'))
  const accounts = ['admin', ...users].map((user) => `user_${user}="${user}"`).join(' ')
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="admin" ${accounts};`
  appendFileSync(
    path,
    [
      'listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT',
      'inter.broker.listener.name=SASL_PLAINTEXT',
      'sasl.enabled.mechanisms=PLAIN',
      'sasl.mechanism.inter.broker.protocol=PLAIN',
      `listener.name.sasl_plaintext.plain.sasl.jaas.config=${plain}`,
      'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      // ANONYMOUS is the controller, which is this very process.
      'super.users=User:admin;User:ANONYMOUS',
      '',
    ].join('\n'),
  )
  const log = join(folder, 'broker.log')
  const started = await startProcess(launch, log)
  for (let tries = 0; !/Kafka Server started/.test(readFileSync(log, 'utf8')); tries++) {
    if (tries > 300 || !isRunning(started)) {
      throw new Error(`The broker does not start:\n${readFileSync(log, 'utf8').slice(-4_000)}`)
    }
    await sleep(200)
  }
  return {
    brokers: `127.0.0.1:${ports.broker}`,
    async stop() {
      process.kill(started.pid, 'SIGKILL')
      await sleep(200)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
