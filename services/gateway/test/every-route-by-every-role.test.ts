import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles } from '../src/auth/Role.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { token } from './support/tokens.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly role: string | undefined
}

let installation: Installation
let gateway: RunningGateway
let operations: Operation[]
beforeAll(async () => {
  installation = await openInstallation('gateway-roles')
  gateway = await installation.start()
  const document = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-role'?: string }>>
  }
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ method: method.toUpperCase(), path, role: operation['x-role'] },
    })),
  )
})
afterAll(() => installation?.close())

const id = '00000000-0000-4000-8000-000000000000'
const addresses = { job_id: id, upload_id: id, platform: '6900001' }

/** Asks for something that is not there, with a body that says nothing: what is allowed has no effect. */
async function status({ url }: RunningGateway, { method, path }: Operation, bearer: string | undefined) {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => addresses[name as keyof typeof addresses] ?? '1')
  const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
  const response = await fetch(url + address, { method, headers, signal: AbortSignal.timeout(20_000) })
  await response.body?.cancel()
  return response.status
}

const refused = [401, 403]

test('the table in docs/roles.md is what the gateway does', async () => {
  const open = await installation.start({ PUBLIC_READ: 'true' })
  const bearers = await Promise.all(roles.map((role) => token({ role })))
  const rows: string[] = []
  for (const operation of operations.toSorted((a, b) => a.path.localeCompare(b.path, 'en'))) {
    const may = async (at: RunningGateway, bearer?: string) =>
      refused.includes(await status(at, operation, bearer)) ? '' : 'yes'
    const cells = [await may(gateway), await may(open)]
    for (const bearer of bearers) cells.push(await may(gateway, bearer))
    rows.push(`| \`${operation.method} ${operation.path}\` | ${cells.join(' | ')} |`)
  }
  await expect(`# Every route by every role

Made by \`services/gateway/test/every-route-by-every-role.test.ts\`, which asks a gateway for each (\`vitest -u\` writes it
anew). A token's claim \`role\` says the role; each may do what those before it may. \`PUBLIC_READ=true\` answers reading
without a token.

| | nobody | nobody, PUBLIC_READ | ${roles.join(' | ')} |
|---|---|---|${roles.map(() => '---|').join('')}
${rows.join('\n')}
`).toMatchFileSnapshot('../../../docs/roles.md')
})

test('what a role may not do is refused with a sentence, and the least role is named', async () => {
  for (const { method, path, role } of operations) {
    if (role === undefined || role === 'viewer') continue
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => addresses[name as keyof typeof addresses] ?? '1')
    const headers = { authorization: `Bearer ${await token({ role: 'viewer' })}` }
    const response = await fetch(gateway.url + address, { method, headers })
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toContain('insufficient_scope')
    expect(await response.json()).toMatchObject({
      detail: `This needs the role ${role}, and this token is for viewer.`,
    })
  }
})

test('with PUBLIC_READ a token that is not good is refused all the same', async () => {
  const open = await installation.start({ PUBLIC_READ: 'true' })
  const listing = { method: 'GET', path: '/api/v1/datasets', role: 'viewer' }
  expect(await status(open, listing, undefined)).toBe(200)
  expect(await status(open, listing, 'a.b.c')).toBe(401)
})
