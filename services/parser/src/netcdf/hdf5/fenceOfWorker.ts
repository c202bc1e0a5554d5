import fs from 'node:fs'
import { print } from './quietConsole.ts'

/** As much memory as the HDF5 library may take: a block, and a chunk several times while it is unpacked, of 32 MiB each. */
const mostLibraryBytes = 256 * 1024 * 1024
const pageBytes = 65_536

interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
// TypeScript knows WebAssembly from the browser's library only.
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } }

let allowed: string | undefined

/**
 * Fences the HDF5 library of this thread in. Called when all modules of the thread are loaded, since loading opens files too.
 *
 * An HDF5 file can name other files that hold its data (external storage, links, virtual datasets): a
 * hostile one could have the machine's own files read into the database. So nothing opens but the file at
 * hand, and nothing is written anywhere. And a length in a file can ask for any amount of memory: beyond a bound the library is told that
 * there is none, which it takes for an error of the file.
 */
export function fenceWorkerIn(): void {
  const openSync = fs.openSync
  fs.openSync = (path, ...rest) => {
    if (path !== allowed) throw Object.assign(new Error(`ENOENT: ${String(path)}`), { code: 'ENOENT', errno: -2 })
    return openSync(path, ...rest)
  }
  // It prints every error in twenty lines, by the descriptor or the console; the sentence will say it in one.
  fs.writeSync = (_descriptor: number, data: string | NodeJS.ArrayBufferView, ...place: unknown[]) => {
    if (typeof data === 'string') return Buffer.byteLength(data)
    const [offset = 0, length = data.byteLength] = place.map(Number)
    print(Buffer.from(data.buffer, data.byteOffset + offset, length).toString('latin1'))
    return length
  }
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (this: Memory, pages: number) {
    if (this.buffer.byteLength + pages * pageBytes > mostLibraryBytes)
      throw new RangeError('no more memory for the file')
    return grow.call(this, pages)
  }
}

/** The one file that may be opened from now on. */
export function allowOnly(path: string | undefined): void {
  allowed = path
}
