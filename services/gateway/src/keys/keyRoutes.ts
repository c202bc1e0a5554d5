import type { Database } from '@floatchat/db/connectDatabase'
import { type ApiKey, apiKey, keyRole } from '@floatchat/db/keys/ApiKey'
import { listApiKeys, revokeApiKey } from '@floatchat/db/keys/apiKeys'
import { makeApiKey } from '@floatchat/operations/apiKeys'
import { z } from 'zod'
import { callerOf } from '../auth/callerOf.ts'
import { badRequest, HttpProblem, notFound } from '../http/HttpProblem.ts'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'
import { jsonBody } from '../http/jsonBody.ts'
import { type Route, route } from '../http/Route.ts'
import { readJsonBody } from '../http/readJsonBody.ts'

const base = '/api/v1/keys'
const time = z.iso.datetime()
const keyJson = apiKey
  .extend({
    ...{ created_at: time, expires_at: time.nullable(), last_used_at: time.nullable(), revoked_at: time.nullable() },
  })
  .meta({ id: 'ApiKey' })

const body = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('What it is for.'),
  role: keyRole,
  expires_at: z.iso.datetime({ offset: true }).optional().describe('From when on it is refused.'),
})
const maxBodyBytes = 10_000

/** Keys for programs: made, listed and revoked by an admin. */
export function keyRoutes(database: Database): Route[] {
  return [
    route({
      method: 'get',
      path: base,
      id: 'listKeys',
      summary: 'The API keys, without their secrets',
      answers: { 200: { description: 'Those that may be used first.', schema: z.object({ keys: z.array(keyJson) }) } },
      async handle(context) {
        return context.json({ keys: (await listApiKeys(database)).map(toJson) })
      },
    }),
    route({
      method: 'post',
      path: base,
      id: 'createKey',
      audit: 'within',
      summary: 'Makes an API key; its secret is in this answer and nowhere else',
      requestBody: jsonBody(body),
      answers: { 201: { description: 'The key.', schema: keyJson.extend({ secret: z.string() }) } },
      problems: [409],
      async handle(context) {
        const { name, role, expires_at: expires } = await readJsonBody(context, body, maxBodyBytes)
        const expiresAt = expires === undefined ? null : Date.parse(expires)
        if (expiresAt !== null && expiresAt <= Date.now()) throw badRequest('expires_at has passed already.')
        const made = await makeApiKey(database, { name, role, expiresAt }, callerOf(context))
        if (made === undefined)
          throw new HttpProblem(409, `There is a key named '${name}': revoke it, or choose another name.`)
        return context.json({ ...toJson(made.key), secret: made.secret }, 201)
      },
    }),
    route({
      method: 'post',
      path: `${base}/{key_id}/revoke`,
      id: 'revokeKey',
      audit: 'within',
      summary: 'Revokes an API key: no gateway takes it any more',
      params: z.object({ key_id: z.uuid('must be a UUID') }),
      answers: { 200: { description: 'The key as it is now.', schema: keyJson } },
      problems: [404],
      async handle(context, { params }) {
        const caller = callerOf(context)
        const audit = { ...caller, action: 'revokeKey', target: params.key_id }
        const key = await revokeApiKey(database, { key_id: params.key_id }, caller.who, audit)
        if (key === undefined) throw notFound(`There is no key ${params.key_id} that may be used.`)
        return context.json(toJson(key))
      },
    }),
  ]
}

function toJson({ created_at, expires_at, last_used_at, revoked_at, ...rest }: ApiKey): z.output<typeof keyJson> {
  return {
    ...rest,
    created_at: isoTime(created_at),
    ...{
      expires_at: isoTimeOrNull(expires_at),
      last_used_at: isoTimeOrNull(last_used_at),
      revoked_at: isoTimeOrNull(revoked_at),
    },
  }
}
