import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bucket } from '../src/Bucket.ts'
import { connectBucket } from '../src/connectBucket.ts'
import { bucketSettings } from './bucketSettings.ts'

let bucket: Bucket
let release: () => Promise<void>
beforeAll(async () => {
  const own = await bucketSettings('objects-read')
  release = own.release
  bucket = await connectBucket(own.settings)
  await bucket.ensure()
})
afterAll(async () => {
  bucket?.close()
  await release?.()
})

test('to a reader that gives up, who gets its own reason', async () => {
  const key = 'raw-uploads/4/big.nc'
  await bucket.put(key, Buffer.alloc(8 << 20))
  const abort = new AbortController()
  let chunks = 0
  const aborting = () => {
    chunks += 1
    abort.abort(new Error('enough'))
    return undefined
  }
  await expect(bucket.read(key, aborting, abort.signal)).rejects.toThrow('enough')
  const throwing = () => {
    throw new Error('too much')
  }
  await expect(bucket.read(key, throwing)).rejects.toThrow('too much')
  expect(chunks).toBe(1)
  await bucket.remove(key)
})

test('to a reader that is busy, when it is free again', async () => {
  const key = 'raw-uploads/4/slow.nc'
  const bytes = randomBytes(1 << 20)
  await bucket.put(key, bytes)
  const taken: Buffer[] = []
  let busy = 0
  await bucket.read(key, async (chunk) => {
    expect(busy).toBe(0)
    busy += 1
    await sleep(1)
    busy -= 1
    taken.push(chunk)
  })
  expect(Buffer.concat(taken).equals(bytes)).toBe(true)
  expect(taken.length).toBeGreaterThan(1)
  await bucket.remove(key)
})
