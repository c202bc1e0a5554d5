import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { createZstdCompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compressBatch, decompressBatch } from './zstdCodec.ts'
import { zstdContentSize } from './zstdContentSize.ts'

/** Half of it noise: it compresses, but not to nothing. */
const content = (bytes: number) => Buffer.concat([randomBytes(Math.ceil(bytes / 2)), Buffer.alloc(bytes >> 1, 'argo')])

describe('batches in zstd', () => {
  // Around the widths in which a frame holds its size, and above what one chunk takes.
  test.each([0, 1, 255, 256, 65_536, 65_791, 65_792, 900_000, 20_000_000])(
    '%i bytes come back as they were',
    async (bytes) => {
      const before = content(bytes)
      const frame = await compressBatch(before)
      expect(zstdDecompressSync(frame).equals(before)).toBe(true)
      expect((await decompressBatch(frame)).equals(before)).toBe(true)
      if (frame.length >= 18) expect(zstdContentSize(frame)).toBe(bytes)
    },
  )

  test('what does not compress comes back as it was', async () => {
    const before = randomBytes(900_000)
    expect((await decompressBatch(await compressBatch(before))).equals(before)).toBe(true)
  })

  test('a frame that does not say how long its content is, as Java writes it, is read', async () => {
    const before = content(900_000)
    const stream = createZstdCompress()
    for (let at = 0; at < before.length; at += 100_000) stream.write(before.subarray(at, at + 100_000))
    stream.end()
    const frame = await buffer(stream)
    expect(zstdContentSize(frame)).toBeUndefined()
    expect((await decompressBatch(frame)).equals(before)).toBe(true)
  })

  test.each([
    ['says so', (bytes: Buffer) => zstdCompressSync(bytes, { pledgedSrcSize: bytes.length })],
    ['does not say so', (bytes: Buffer) => zstdCompressSync(bytes)],
  ])('a frame of kilobytes that would become 100 MB, and %s, is an error before it takes them', async (_, compress) => {
    const bomb = compress(Buffer.alloc(100_000_000))
    expect(bomb.length).toBeLessThan(50_000)
    const before = process.memoryUsage().external
    await expect(decompressBatch(bomb)).rejects.toThrow(RangeError)
    expect(process.memoryUsage().external - before).toBeLessThan(90_000_000)
  })

  test('a frame that claims too much is an error, whatever it claims', async () => {
    const frame = await compressBatch(content(100_000))
    frame.writeUInt32LE(0xffff_fff0, 5)
    await expect(decompressBatch(frame)).rejects.toThrow()
  })
})
