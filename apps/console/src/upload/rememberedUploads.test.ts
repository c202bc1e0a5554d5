import { expect, it } from 'vitest'
import { forgetUploads, rememberedUploads, rememberUploads } from './rememberedUploads.ts'

function memory(initial?: string): Storage {
  const entries = new Map<string, string>(initial === undefined ? [] : [['floatchat.uploads', initial]])
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
  } as unknown as Storage // The two that are used.
}

const upload = (n: number) => ({
  jobId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  path: `in/${n}.nc`,
  sizeBytes: n,
})

it('finds uploads again, the newest last, each once', () => {
  const store = memory()
  for (const n of [1, 2, 1]) rememberUploads([upload(n)], store)
  expect(rememberedUploads(store)).toEqual([upload(2), upload(1)])
  forgetUploads(new Set([upload(2).jobId]), store)
  expect(rememberedUploads(store)).toEqual([upload(1)])
})

it('keeps the newest 20,000, which a browser has room for', () => {
  const store = memory()
  rememberUploads(
    Array.from({ length: 20_010 }, (_, index) => upload(index + 1)),
    store,
  )
  expect(rememberedUploads(store).at(0)).toEqual(upload(11))
  expect(rememberedUploads(store)).toHaveLength(20_000)
  expect(store.getItem('floatchat.uploads')?.length).toBeLessThan(4_000_000)
})

it.each(['', '{', '{}', 'null', '[1, null, {"jobId": "../x", "path": "a", "sizeBytes": 1}]'])(
  'makes nothing of %j',
  (text) => {
    expect(rememberedUploads(memory(text))).toEqual([])
  },
)
