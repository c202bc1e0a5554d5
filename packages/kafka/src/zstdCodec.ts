import { promisify } from 'node:util'
import { zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import kafkajs from 'kafkajs'
import { zstdContentSize } from './zstdContentSize.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

// Node hands out the result in chunks and joins them at the end: with its chunks of 16 KiB a batch of 0.9 MB takes
// twice the time (compressing) or four times (decompressing), most of it in collecting the buffers.
const leastChunkBytes = 16 * 1024
const unknownChunkBytes = 256 * 1024
const mostChunkBytes = 16 * 1024 * 1024
// A batch of ours is at most a megabyte or so, and no topic takes one of more than 4 MiB packed: what would become more than
// this is none of anybody's who means well, and a record of kilobytes may claim gigabytes.
const mostContentBytes = 64 * 1024 * 1024
// What takes a tenth of a millisecond is done at once: to hand it to another thread and back costs as much again.
const atOnceBytes = 64 * 1024

/**
 * Teaches the Kafka client zstd by Node's own implementation, off the main thread; the client's usual
 * add-on for it does not build on current versions of Node.
 */
export function registerZstd(): void {
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
    compress: (encoder: { buffer: Buffer }) => compressBatch(encoder.buffer),
    decompress: decompressBatch,
  })
}

/** One zstd frame that says how long its content is. */
export async function compressBatch(bytes: Buffer): Promise<Buffer> {
  // Half is enough for profiles; what is more goes into a second chunk. The pledge is what puts the size into the frame.
  const options = { chunkSize: within(bytes.length / 2), pledgedSrcSize: bytes.length }
  return bytes.length <= atOnceBytes ? zstdCompressSync(bytes, options) : compress(bytes, options)
}

/**
 * The content of a zstd frame, in one piece where the frame says how long it is.
 *
 * @throws RangeError where that is more than 64 MiB, before it takes the memory
 */
export async function decompressBatch(bytes: Buffer): Promise<Buffer> {
  const size = zstdContentSize(bytes)
  if (size !== undefined && size <= atOnceBytes)
    return zstdDecompressSync(bytes, { chunkSize: within(size + 1), maxOutputLength: mostContentBytes })
  // One byte more than needed, or Node asks for another chunk to see whether there is more.
  const chunkSize = size === undefined ? unknownChunkBytes : within(size + 1)
  return decompress(bytes, { chunkSize, maxOutputLength: mostContentBytes })
}

const within = (bytes: number) => Math.ceil(Math.min(Math.max(bytes, leastChunkBytes), mostChunkBytes))
