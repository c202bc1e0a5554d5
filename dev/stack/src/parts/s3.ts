import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findJava } from '../findJava.ts'
import { httpAnswers } from '../httpAnswers.ts'
import { mavenArtifacts } from '../mavenArtifacts.ts'
import type { Environment, Part, Say, Variables } from '../Part.ts'

const version = '4.1.0'

/** s3proxy over a folder: an S3 server that takes multipart uploads and refuses a wrong secret. */
export const s3: Part = {
  name: 's3',
  title: `s3proxy ${version}`,
  ports: { http: { setting: 'FLOATCHAT_S3_PORT', preferred: 9000 } },
  given: (environment) =>
    environment.S3_ENDPOINT_URL
      ? { S3_ENDPOINT_URL: environment.S3_ENDPOINT_URL, ...credentials(environment) }
      : undefined,
  variables: (ports, environment) => ({
    S3_ENDPOINT_URL: `http://127.0.0.1:${ports.http}`,
    ...credentials(environment),
  }),
  install: async (say) => {
    await Promise.all([findJava(say), program(say)])
  },
  launch: async ({ folder, variables, say }) => {
    const data = join(folder, 'data')
    mkdirSync(data, { recursive: true })
    const properties = join(folder, 's3proxy.properties')
    writeFileSync(properties, settings(variables, data), { mode: 0o600 })
    const heap = ['-Xms32m', '-Xmx160m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-DLOG_LEVEL=warn']
    const jar = join(await program(say), `s3proxy-${version}-jar-with-dependencies.jar`)
    return { command: await findJava(say), arguments: [...heap, '-jar', jar, '--properties', properties] }
  },
  container: (_ports, variables) => ({
    image: 'andrewgaul/s3proxy:s3proxy-4.1.0',
    ports: { http: 80 },
    environment: {
      S3PROXY_AUTHORIZATION: 'aws-v2-or-v4',
      S3PROXY_IDENTITY: variables.S3_ACCESS_KEY ?? '',
      S3PROXY_CREDENTIAL: variables.S3_SECRET_KEY ?? '',
      S3PROXY_ENDPOINT: 'http://0.0.0.0:80',
      JCLOUDS_PROVIDER: 'filesystem-nio2',
      JCLOUDS_FILESYSTEM_BASEDIR: '/data',
    },
    dataPath: '/data',
  }),
  // An unsigned request is refused: that is an answer.
  check: async ({ S3_ENDPOINT_URL: url = '' }) => httpAnswers(url, (status) => status < 500),
}

function credentials(environment: Environment): Variables {
  return {
    S3_ACCESS_KEY: environment.S3_ACCESS_KEY || 'minioadmin',
    S3_SECRET_KEY: environment.S3_SECRET_KEY || 'minioadmin',
    S3_REGION: environment.S3_REGION || 'us-east-1',
  }
}

function settings(variables: Variables, data: string): string {
  return [
    `s3proxy.endpoint=${variables.S3_ENDPOINT_URL}`,
    's3proxy.authorization=aws-v2-or-v4',
    `s3proxy.identity=${variables.S3_ACCESS_KEY}`,
    `s3proxy.credential=${variables.S3_SECRET_KEY}`,
    'jclouds.provider=filesystem-nio2',
    `jclouds.filesystem.basedir=${data}`,
    '',
  ].join('\n')
}

async function program(say: Say): Promise<string> {
  const archive = `org.gaul:s3proxy:${version}:jar:jar-with-dependencies`
  return mavenArtifacts(`s3proxy-${version}`, { archive }, say)
}
