import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { bucketSite } from './bucketSite.ts'
import { folderSite } from './folderSite.ts'
import { httpSite } from './httpSite.ts'
import type { MirrorSettings } from './mirrorSettings.ts'
import { usualPatience } from './patientFetch.ts'
import type { Site } from './Site.ts'

/**
 * The sites of a source, in the order in which they are asked: `https://…`, `s3://bucket/prefix`, a folder.
 *
 * @throws Error for an address of another kind.
 */
export function openSites(addresses: readonly string[], settings: MirrorSettings): Promise<Site[]> {
  return Promise.all(addresses.map((address) => openSite(address, settings)))
}

async function openSite(address: string, settings: MirrorSettings): Promise<Site> {
  const limits = { mostFileBytes: settings.MIRROR_MAX_FILE_BYTES }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === 'http' || scheme === 'https') {
    const patience = { ...usualPatience, idleMs: settings.MIRROR_IDLE_SECONDS * 1000, tries: settings.MIRROR_TRIES }
    return httpSite(new URL(address), limits, patience)
  }
  if (scheme === 's3') {
    const [, name = '', prefix = ''] = /^s3:\/\/([^/]+)\/*(.*?)\/*$/i.exec(address) ?? []
    if (name === '') throw new Error(`${address} names no bucket: s3://bucket/prefix.`)
    const there = {
      S3_ENDPOINT_URL: settings.MIRROR_S3_ENDPOINT_URL,
      S3_ACCESS_KEY: settings.MIRROR_S3_ACCESS_KEY,
      S3_SECRET_KEY: settings.MIRROR_S3_SECRET_KEY,
      S3_REGION: settings.MIRROR_S3_REGION,
      S3_BUCKET_NAME: name,
      S3_TIMEOUT_SECONDS: settings.MIRROR_IDLE_SECONDS,
    }
    return bucketSite(await connectBucket(there, { isReadOnly: true }), prefix, limits)
  }
  if (scheme === 'file') return folderSite(fileURLToPath(address), limits)
  if (scheme !== undefined && address.includes('://'))
    throw new Error(`${scheme} is no kind of source: http, https, s3, or a folder.`)
  return folderSite(resolve(address), limits)
}
