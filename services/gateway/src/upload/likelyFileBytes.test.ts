import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likelyFileBytes } from './likelyFileBytes.ts'

test('is the length of a file at the end of a form, whatever fields came before it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), fc.uint8Array({ minLength: 1, maxLength: 300 }), async (fields, bytes) => {
      const form = new FormData()
      for (const field of fields) form.append('dataset_name', field)
      form.append('file', new File([bytes as Uint8Array<ArrayBuffer>], 'a "b".nc'))
      const request = new Request('http://localhost', { method: 'POST', body: form })
      const type = request.headers.get('content-type') ?? ''
      const body = Buffer.from(await request.arrayBuffer())
      expect(likelyFileBytes(body, type, body.length)).toBe(bytes.length)
    }),
  )
})

test('is not known before the head of the file is there', () => {
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.nc"\r\n'
  expect(likelyFileBytes(Buffer.from(head), 'multipart/form-data; boundary=x', 1000)).toBeUndefined()
  expect(likelyFileBytes(Buffer.from(`${head}\r\n`), 'multipart/form-data; boundary=x', 1000)).toBe(
    1000 - head.length - 2 - 9,
  )
  expect(
    likelyFileBytes(Buffer.from(head.replace('file"', 'data"')), 'multipart/form-data; boundary=x', 1000),
  ).toBeUndefined()
})
