import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Gateway } from '../ingest/uploadFile.ts'
import { type Check, Checks, LeftOut, must } from './Checks.ts'
import { acceptanceFile, Installation } from './Installation.ts'

const accepted = z.object({ job_id: z.string(), dataset_id: z.number() })
const key = z.object({ key_id: z.string(), secret: z.string() })
const levels = z.object({ levels: z.array(z.looseObject({ platform_number: z.string() })) })

/** How each format of the reading interface begins. */
const formats: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  json: (bytes) => levels.parse(JSON.parse(bytes.toString())).levels.length === acceptanceFile.levels,
  ndjson: (bytes) => bytes.toString().trim().split('\n').length === acceptanceFile.levels,
  csv: (bytes) => bytes.toString().trim().split('\n').length === acceptanceFile.levels + 1,
  nc: (bytes) => bytes.subarray(0, 3).toString() === 'CDF',
  parquet: (bytes) => bytes.subarray(0, 4).toString() === 'PAR1' && bytes.subarray(-4).toString() === 'PAR1',
}

export interface AcceptOptions {
  /** How long the file may take to be in the database, or out of it, seconds. */
  readonly seconds: number
}

/**
 * Looks from outside whether an installation does its work, with a small file of its own about a float that does not
 * exist; takes out and purges what it has put there, also where something fails.
 */
export async function acceptInstallation(gateway: Gateway, { seconds }: AcceptOptions): Promise<readonly Check[]> {
  const checks = new Checks()
  const there = new Installation(gateway)
  if (!(await checks.make('health', () => seeHealth(there)))) return checks.made
  await checks.make('versions', () => seeVersions(there))
  let allowed = new Set<string>()
  await checks.make('who asks', async () => {
    const who = await there.me()
    allowed = new Set(who.allowed)
    return `${who.name ?? 'somebody'}, ${who.role ?? 'without a role'}`
  })
  await checks.make('no token is refused', () => seeRefused(there, ''))
  await checks.make('a token of another is refused', () => seeRefused(there, `${gateway.token.slice(0, -6)}AAAAAA`))
  await checks.make('a role does no more than it may', () => seeRoles(there, allowed))
  const before = await openLetters(there, allowed)
  await followFile(there, checks, allowed, seconds)
  await checks.make('no dead letter came of it', async () => {
    if (before === undefined) throw new LeftOut('the role may not look at dead letters')
    return `${await there.deadLetters()} are open, ${before} were before`
  })
  return checks.made
}

async function seeHealth(there: Installation): Promise<string> {
  const { status, checks, stages } = await there.health()
  must(status === 'ok', `the system is ${status}: ${JSON.stringify({ checks, stages }).slice(0, 300)}`)
  return `${Object.keys(checks).join(', ')} and ${stages.length} stages are there`
}

async function seeVersions(there: Installation): Promise<string> {
  const { version } = await there.health()
  const document = await there.ask('/openapi.json', z.object({ info: z.object({ version: z.string() }) }))
  must(document.info.version === version, `the document is of ${document.info.version}, the gateway ${version}`)
  return version
}

async function seeRefused(there: Installation, token: string): Promise<string> {
  const { status } = await there.request('/api/v1/datasets/jobs', {}, token)
  must(status === 401, `it was answered with ${status}, not with 401`)
  return '401'
}

/** With a key for readers, where the token may make one; it is revoked at once. */
async function seeRoles(there: Installation, allowed: ReadonlySet<string>): Promise<string> {
  if (!allowed.has('createKey')) {
    const { status } = await there.request('/api/v1/keys')
    must(status === 403, `the keys were answered with ${status}, not with 403`)
    return '403 for the keys'
  }
  const name = `acceptance ${new Date().toISOString()}`
  const expires = new Date(Date.now() + 600_000).toISOString()
  const made = await there.ask('/api/v1/keys', key, { name, role: 'viewer', expires_at: expires })
  const read = await there.request('/api/v1/datasets', {}, made.secret)
  const upload = await there.upload(made.secret)
  await there.ask(`/api/v1/keys/${made.key_id}/revoke`, z.looseObject({}), {})
  const revoked = await there.request('/api/v1/datasets', {}, made.secret)
  must(read.status === 200, `a viewer was answered with ${read.status} where it may read`)
  must(upload.status === 403, `a viewer's upload was answered with ${upload.status}, not with 403`)
  must(revoked.status === 401, `a revoked key was answered with ${revoked.status}, not with 401`)
  return 'a viewer reads and uploads nothing; its key is revoked'
}

async function openLetters(there: Installation, allowed: ReadonlySet<string>): Promise<number | undefined> {
  return allowed.has('listDeadLetters') ? there.deadLetters() : undefined
}

async function followFile(there: Installation, checks: Checks, allowed: ReadonlySet<string>, seconds: number) {
  let dataset: number | undefined
  const isIn = await checks.make('a file is taken in and in the database', async () => {
    // What could not be taken out again is not put in.
    if (!allowed.has('purgeDataset')) throw new LeftOut('the role may not purge: an operator may')
    const began = performance.now()
    const response = await there.upload()
    must(response.status === 202, `the upload was answered with ${response.status}: ${await response.clone().text()}`)
    const taken = accepted.parse(await response.json())
    dataset = taken.dataset_id
    const ended = await there.ended(taken.job_id, seconds)
    must(ended.status === 'succeeded', `the job ${taken.job_id} has failed: ${ended.error_log}`)
    return `dataset ${dataset} in ${((performance.now() - began) / 1000).toFixed(1)} s`
  })
  if (isIn && dataset !== undefined) await readBack(there, checks, dataset)
  const held = dataset
  if (held === undefined) return
  await checks.make('the file is taken out again', async () => {
    await there.takeOut('withdraw', held, seconds)
    const { status } = await there.request(`/api/v1/floats/${acceptanceFile.platform}`)
    must(status === 404, `its float is still there (${status}): another acceptance may run, or one was broken off`)
    await there.takeOut('purge', held, seconds)
    return 'withdrawn and purged'
  })
}

async function readBack(there: Installation, checks: Checks, dataset: number): Promise<void> {
  for (const [format, isWhole] of Object.entries(formats)) {
    await checks.make(`its levels are read as ${format}`, async () => {
      const response = await there.request(`/api/v1/levels?platform=${acceptanceFile.platform}&format=${format}`)
      const bytes = Buffer.from(await response.arrayBuffer())
      must(response.status === 200, `it was answered with ${response.status}: ${bytes.toString().slice(0, 200)}`)
      must(isWhole(bytes), `these are not its ${acceptanceFile.levels} levels: ${bytes.toString().slice(0, 120)}`)
      return `${bytes.length} bytes`
    })
  }
  await checks.make('its bytes come back as they were', async () => {
    const { url } = await there.ask(`/api/v1/datasets/${dataset}/file`, z.object({ url: z.string() }))
    const bytes = await fetch(url).then(
      async (raw) => Buffer.from(await raw.arrayBuffer()),
      () => {
        throw new LeftOut('the bucket is not reached from here')
      },
    )
    const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')
    must(digest(bytes) === digest(await readFile(acceptanceFile.path)), 'other bytes came back')
    return `${bytes.length} bytes`
  })
}
