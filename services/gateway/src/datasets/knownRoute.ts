import { verdictCodes } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { findKnownFiles } from '@floatchat/db/datasets/findKnownFiles'
import { jobStatus } from '@floatchat/db/jobs/JobFileRow'
import { z } from 'zod'
import { jsonBody } from '../http/jsonBody.ts'
import { type Route, route } from '../http/Route.ts'
import { readJsonBody } from '../http/readJsonBody.ts'

const most = 1_000
/** Of the most digests, with quotes and commas and some air. */
const maxBodyBytes = 100_000

const body = z.strictObject({
  sha256: z
    .array(z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits'))
    .min(1)
    .max(most)
    .describe(`SHA-256 of the bytes of each file, at most ${most}.`),
})

const knownJson = z
  .object({
    sha256: z.string(),
    dataset_id: z.int(),
    job_id: z.uuid().describe('The job that ingested it; for a member of a zip, that of the zip.'),
    filename: z.string().nullable().describe('The name under which it was sent.'),
    status: jobStatus.describe('succeeded: it is in the database. failed: it was read and cannot be taken as it is.'),
    profile_count: z.int().nullable(),
    code: z.string().nullable().describe('Why it failed, for programs.'),
    reason: z.string().nullable().describe('Why it failed, for people.'),
  })
  .meta({ id: 'KnownFile' })

/** `POST /known`: which files are held already, so that their bytes need not be sent. */
export function knownRoute(database: Database): Route {
  return route({
    method: 'post',
    path: '/api/v1/datasets/known',
    id: 'findKnownFiles',
    role: 'viewer',
    audit: 'nothing',
    summary: 'Which of these files are held already',
    description:
      'By the SHA-256 of their bytes. Files that are not named are to be sent: they were never here, were withdrawn, ' +
      'or failed by what was no fault of theirs.',
    requestBody: jsonBody(body),
    answers: {
      200: {
        description: 'The files that are held, one for each digest, in no order.',
        schema: z.object({ known: z.array(knownJson) }),
      },
    },
    async handle(context) {
      const { sha256 } = await readJsonBody(context, body, maxBodyBytes)
      const digests = [...new Set(sha256.map((digest) => digest.toLowerCase()))]
      return context.json({ known: await findKnownFiles(database, digests, verdictCodes) })
    },
  })
}
