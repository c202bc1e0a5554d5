import { createHash } from 'node:crypto'
import type { PayloadReference } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import { namespace } from '@floatchat/contracts/schemas'

/** Where records are put that are too large for a topic. */
export interface PayloadStore {
  put(key: string, bytes: Buffer): Promise<void>
  get(key: string): Promise<Buffer>
}

/** Named by its content, so that sending a record again does not store it again. */
export async function referPayload(
  store: PayloadStore,
  topic: string,
  record: string,
  bytes: Buffer,
): Promise<PayloadReference> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const objectKey = `payloads/${topic}/${sha256}`
  await store.put(objectKey, bytes)
  return { object_key: objectKey, size_bytes: bytes.length, sha256, record: `${namespace}.${record}` }
}

export async function readPayload(store: PayloadStore, value: unknown): Promise<Buffer> {
  // The codec has just read it by the schema of PayloadReference.
  const reference = value as PayloadReference
  const bytes = await store.get(reference.object_key)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== reference.sha256) {
    throw permanent('UNDECODABLE_RECORD', `The object '${reference.object_key}' is not the record that was put there.`)
  }
  return bytes
}
