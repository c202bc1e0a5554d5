import type { Lane } from '@floatchat/intake/openIntake'
import { z } from 'zod'
import { type RequestContext, route } from '../http/Route.ts'

export const acceptedUpload = z
  .object({
    job_id: z.uuid(),
    dataset_id: z.int(),
    status: z.literal('pending'),
    message: z.string(),
  })
  .meta({ id: 'AcceptedUpload' })

/** `POST /upload`: the file into the bucket, then dataset, job and event into the database, then 202. */
export function uploadRoute(handle: (context: RequestContext, lane: Lane) => Promise<Response>) {
  return route({
    method: 'post',
    path: '/api/v1/datasets/upload',
    id: 'upload',
    boundsItself: true,
    role: 'uploader',
    audit: 'within',
    summary: 'Takes a file in and begins its ingestion',
    description: 'The job that follows is told by /jobs/{job_id}. Fields may come before or after the file.',
    query: z.object({
      lane: z
        .enum(['live', 'bulk'])
        .default('live')
        .describe('bulk for one of many files that nobody waits for: files of the lane live pass it by.'),
    }),
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary', description: 'A file named .nc, .nc4 or .zip, in any case.' },
              dataset_name: {
                type: 'string',
                description: 'A name for the dataset; that of the file where there is none.',
              },
            },
          },
        },
      },
    },
    answers: { 202: { description: 'The file is stored and will be ingested.', schema: acceptedUpload } },
    problems: [408, 413],
    handle: (context, { query }) => handle(context, query.lane),
  })
}
