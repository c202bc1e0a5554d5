import { readFileSync } from 'node:fs'
import { systemServices } from '@floatchat/contracts/pipeline'
import { expect, it } from 'vitest'

const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')

it.each(systemServices)('docker-compose.yml runs the $name with the options that it has elsewhere', (stage) => {
  const command = [...(stage.nodeOptions ?? []), `services/${stage.name}/src/main.ts`]
  const service = new RegExp(`^  ${stage.name}:\\n(?:    .*\\n)*?    command: (.*)$`, 'm').exec(compose)
  expect(JSON.parse(service?.[1] ?? '[]')).toEqual(command)
})
