import { join } from 'node:path'
import { findJava } from '../findJava.ts'
import { httpAnswers } from '../httpAnswers.ts'
import { mavenArtifacts } from '../mavenArtifacts.ts'
import type { Part, Say, Variables } from '../Part.ts'

// 3.0.9 is the last that runs on Java 17; later ones want 21.
const version = '3.0.9'

/** Apicurio Registry, spoken to through its Confluent API. */
export const registry: Part = {
  name: 'registry',
  title: `Apicurio Registry ${version}`,
  ports: {
    http: { setting: 'FLOATCHAT_REGISTRY_PORT', preferred: 8081 },
    management: { setting: 'FLOATCHAT_REGISTRY_MANAGEMENT_PORT', preferred: 8082 },
  },
  given: (environment) =>
    environment.SCHEMA_REGISTRY_URL ? { SCHEMA_REGISTRY_URL: environment.SCHEMA_REGISTRY_URL } : undefined,
  variables: (ports) => ({ SCHEMA_REGISTRY_URL: `http://127.0.0.1:${ports.http}/apis/ccompat/v7` }),
  install: async (say) => {
    await Promise.all([findJava(say), program(say)])
  },
  launch: async ({ folder, ports, say }) => {
    const runner = join(await program(say), `apicurio-registry-app-${version}-runner.jar`)
    const heap = ['-Xms32m', '-Xmx160m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
    const network = {
      QUARKUS_HTTP_HOST: '127.0.0.1',
      QUARKUS_HTTP_PORT: String(ports.http),
      // Listens on all addresses unless told.
      QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
      QUARKUS_MANAGEMENT_PORT: String(ports.management),
      // A line for every question whether it is healthy.
      QUARKUS_HTTP_ACCESS_LOG_ENABLED: 'false',
    }
    return {
      command: await findJava(say),
      arguments: [...heap, '-jar', runner],
      environment: { ...network, ...storage(join(folder, 'registry')) },
    }
  },
  container: () => ({
    image: `apicurio/apicurio-registry:${version}`,
    ports: { http: 8080 },
    environment: { JAVA_OPTS_APPEND: '-Xmx160m', ...storage('/var/lib/registry/registry') },
    dataPath: '/var/lib/registry',
    // The image's own user may not write to a new volume.
    user: '0',
  }),
  check: async ({ SCHEMA_REGISTRY_URL: url = '' }) => {
    const { SCHEMA_REGISTRY_USERNAME: user, SCHEMA_REGISTRY_PASSWORD: password } = process.env
    const credentials = Buffer.from(`${user}:${password ?? ''}`).toString('base64')
    const headers: Record<string, string> = user ? { authorization: `Basic ${credentials}` } : {}
    await httpAnswers(`${url.replace(/\/$/, '')}/subjects`, (status) => status === 200, { headers })
  },
}

/** Schemas in a file database: their ids stand in every message, so they must outlive the process. */
function storage(path: string): Variables {
  return {
    APICURIO_STORAGE_KIND: 'sql',
    APICURIO_STORAGE_SQL_KIND: 'h2',
    // By default H2 keeps a commit in memory for half a second: a kill would give its id away again.
    APICURIO_DATASOURCE_URL: `jdbc:h2:file:${path};WRITE_DELAY=0`,
    APICURIO_DATASOURCE_USERNAME: 'sa',
    APICURIO_DATASOURCE_PASSWORD: 'sa',
    // Twenty connections at the start, and five seconds for them, are too much to ask of a busy machine.
    APICURIO_DATASOURCE_JDBC_INITIAL_SIZE: '1',
    APICURIO_DATASOURCE_JDBC_MIN_SIZE: '1',
    APICURIO_DATASOURCE_JDBC_MAX_SIZE: '10',
    QUARKUS_DATASOURCE_H2_JDBC_ACQUISITION_TIMEOUT: '60S',
  }
}

async function program(say: Say): Promise<string> {
  const archive = `io.apicurio:apicurio-registry-app:${version}:tar.gz:all`
  return mavenArtifacts(`apicurio-registry-${version}`, { archive, unpack: true }, say)
}
