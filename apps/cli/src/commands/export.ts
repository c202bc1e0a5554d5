import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Command, UsageError } from '../Command.ts'
import { connectGateway } from '../connectGateway.ts'
import { askPatiently } from '../ingest/askGateway.ts'
import { sentenceOf } from '../ingest/Job.ts'
import type { Gateway } from '../ingest/uploadFile.ts'

const rawFile = z.object({ url: z.string(), filename: z.string() })

export const exportDataset: Command = {
  summary:
    'Writes the profiles of a dataset as NDJSON, a line each, with the best values and every parameter as delivered; ' +
    'with --raw the file as it was sent. To a file with --to, else to the output.',
  usage: 'export DATASET [--raw] [--include measurements|parameters] [--to FILE]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { raw: { type: 'boolean', default: false }, include: { type: 'string' }, to: { type: 'string' } },
    })
    const [id] = positionals
    if (id === undefined || !/^\d+$/.test(id)) throw new UsageError('Which dataset? ./floatchat datasets lists them.')
    const gateway = await connectGateway()
    const response = values.raw ? await openRaw(gateway, id) : await openProfiles(gateway, id, values.include)
    if (values.to === undefined) await pipeline(response, process.stdout, { end: false })
    else await writeWhole(response, values.to)
    return 0
  },
}

async function openProfiles({ url, token }: Gateway, id: string, include: string | undefined): Promise<Readable> {
  const address = new URL(`/api/v1/datasets/${id}/profiles/contents`, url)
  if (include !== undefined) address.searchParams.set('include', include)
  return open(address, { authorization: `Bearer ${token}` })
}

async function openRaw(gateway: Gateway, id: string): Promise<Readable> {
  const { url } = await askPatiently(gateway, { path: `/api/v1/datasets/${id}/file` }, rawFile)
  return open(new URL(url), {})
}

async function open(address: URL, headers: Record<string, string>): Promise<Readable> {
  const response = await fetch(address, { headers })
  if (!response.ok) throw new Error(sentenceOf(response.status, await response.text()))
  return response.body === null ? Readable.from([]) : Readable.fromWeb(response.body)
}

/** A file of the name is the whole of it: what broke off is not there. */
async function writeWhole(bytes: Readable, path: string): Promise<void> {
  const partial = `${path}.part`
  try {
    await pipeline(bytes, createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
