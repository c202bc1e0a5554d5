import { expect, test } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from './openApiDocument.ts'
import { idParam, paging } from './pageParams.ts'
import { route } from './Route.ts'

const thing = z.object({ id: z.int(), at: z.iso.datetime() }).meta({ id: 'Thing' })
const document = openApiDocument(
  [
    route({
      method: 'get',
      path: '/things/{thing_id}',
      id: 'readThing',
      summary: 'A thing',
      params: z.object({ thing_id: idParam('thing_id') }),
      query: z.object(paging),
      answers: { 200: { description: 'It.', schema: z.object({ things: z.array(thing) }) } },
      problems: [404],
      handle: () => new Response(),
    }),
  ],
  '1',
)
const text = JSON.stringify(document)

test('every reference leads to a schema of the document', () => {
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '')
  expect(new Set(references)).toEqual(new Set(['#/components/schemas/Thing', '#/components/schemas/Problem']))
  const { components } = document as { components: { schemas: object } }
  expect(Object.keys(components.schemas).toSorted()).toEqual(['Problem', 'Thing'])
  expect(text).not.toContain('$defs')
})

test('parameters have the types that they stand for, not those of the text that carries them', () => {
  expect(document).toMatchObject({
    paths: {
      '/things/{thing_id}': {
        get: {
          parameters: [
            { name: 'thing_id', in: 'path', required: true, schema: { type: 'integer' } },
            { name: 'limit', in: 'query', required: false, schema: { type: 'integer', default: 20 } },
            { name: 'offset', in: 'query', required: false },
          ],
          responses: { 200: {}, 400: {}, 401: {}, 403: {}, 404: {}, 429: {}, 500: {}, 503: {} },
        },
      },
    },
  })
})
