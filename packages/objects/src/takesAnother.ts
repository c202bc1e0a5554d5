import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Client } from 'minio'

/** Whether the bucket stores, gives and removes a small object beside the key, at this moment. */
export async function takesAnother(client: Client, bucket: string, key: string): Promise<boolean> {
  // What may be done can depend on the beginning of a key.
  const folder = key.slice(0, key.lastIndexOf('/') + 1)
  const other = `${folder.length > 500 ? '' : folder}probe-${randomUUID()}`
  try {
    await client.putObject(bucket, other, Buffer.from('probe'))
    const given = await buffer(await client.getObject(bucket, other))
    return given.toString() === 'probe'
  } catch {
    return false
  } finally {
    await client.removeObject(bucket, other).catch(() => undefined)
  }
}
