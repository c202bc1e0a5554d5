import { createSHA256, type IHasher } from 'hash-wasm'

/**
 * A SHA-256 that goes on from where another process has come. That of `node:crypto` keeps its state to itself, and
 * reading 2 GB once more at the end would keep a client waiting that has sent its last byte.
 *
 * @param state as `save` gave it; null at the beginning.
 */
export async function resumableDigest(state: Buffer | null): Promise<IHasher> {
  const digest = await createSHA256()
  return state === null ? digest.init() : digest.load(state)
}
