/**
 * Writes docs/openapi.json, what the gateway says of its interface, or with `--check` fails where it is stale. The
 * gateway is started for it on ports of its own; the servers that it works with need not be there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { formatJson } from '@floatchat/contracts/formatJson'
import { createLogger } from '@floatchat/service/logger'
import { settings } from '../src/settings.ts'
import { startGateway } from '../src/startGateway.ts'

const nowhere = '127.0.0.1:1'
const given = {
  ...{ HOST: '127.0.0.1', PORT: '0', HEALTH_PORT: '0' },
  ...{ DATABASE_URL: `postgresql://nobody@${nowhere}/none`, KAFKA_BROKERS: nowhere },
  ...{ SCHEMA_REGISTRY_URL: `http://${nowhere}`, S3_ENDPOINT_URL: `http://${nowhere}` },
}
const { port } = await startGateway(settings.parse(given), createLogger('gateway', 'silent'))
const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`)
if (!answer.ok) throw new Error(`The gateway answered ${answer.status} for its document.`)
const text = formatJson((await answer.json()) as object)

const path = 'docs/openapi.json'
const file = new URL(`../../../${path}`, import.meta.url)
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error(`${path} is stale: run \`node services/gateway/scripts/openApi.ts\``)
  process.exitCode = 1
}
// It goes on looking for its servers otherwise.
process.exit()
