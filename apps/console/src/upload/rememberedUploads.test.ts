import { expect, it } from 'vitest'
import { forgetUploads, rememberedUploads, rememberUpload } from './rememberedUploads.ts'

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
  for (const n of [1, 2, 1]) rememberUpload(upload(n), store)
  expect(rememberedUploads(store)).toEqual([upload(2), upload(1)])
  forgetUploads(new Set([upload(2).jobId]), store)
  expect(rememberedUploads(store)).toEqual([upload(1)])
})

it('keeps the newest 300', () => {
  const store = memory()
  for (let n = 1; n <= 310; n += 1) rememberUpload(upload(n), store)
  expect(rememberedUploads(store).at(0)).toEqual(upload(11))
  expect(rememberedUploads(store)).toHaveLength(300)
})

it.each(['', '{', '{}', 'null', '[1, null, {"jobId": "../x", "path": "a", "sizeBytes": 1}]'])(
  'makes nothing of %j',
  (text) => {
    expect(rememberedUploads(memory(text))).toEqual([])
  },
)
