import type { UploadRow } from '@floatchat/db/uploads/UploadRow'
import { z } from 'zod'
import { badRequest, HttpProblem } from '../http/HttpProblem.ts'
import { isoTime } from '../http/isoTime.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import { awaitedContinue } from '../upload/awaitedContinue.ts'
import type { UploadPlaces } from '../upload/UploadPlaces.ts'
import { announcedUpload } from './announcedUpload.ts'
import type { ResumableUploads } from './ResumableUploads.ts'
import { bytesOfHeader, chunkType, demandVersion, hasChunk, tusExtensions, tusVersion } from './tusProtocol.ts'

const base = '/api/v1/uploads'
const answerHeaders = { 'tus-resumable': tusVersion }
const tusHeaders = { 'tus-resumable': `${tusVersion}; another is refused.` }
const oneUpload = z.object({ upload_id: z.uuid('must be a UUID') })
const ended = 'When the last byte is there: Job-Id and Dataset-Id say what it has become.'

const uploadJson = z
  .object({
    upload_id: z.uuid(),
    filename: z.string(),
    size_bytes: z.int(),
    received_bytes: z.int().describe('Bytes that are safe.'),
    expires_at: z.iso.datetime().describe('When it is removed where no more bytes come.'),
    job_id: z.uuid().nullable().describe('The job, once all bytes are there.'),
    dataset_id: z.int().nullable(),
  })
  .meta({ id: 'ResumableUpload' })

interface Uploading {
  readonly uploads: ResumableUploads
  readonly places: UploadPlaces
  readonly maxBytes: number
}

/** Uploads that go on where a connection broke, as tus 1.0 has them: its clients work unmodified. */
export function resumableRoutes(parts: Uploading): Route[] {
  return [
    describeUploads(parts),
    createUpload(parts),
    readUpload(parts),
    appendToUpload(parts),
    terminateUpload(parts),
    postToUpload(parts),
  ]
}

function describeUploads({ maxBytes }: Uploading): Route {
  return route({
    method: 'options',
    path: base,
    id: 'describeUploads',
    summary: 'What of tus is spoken here',
    open: true,
    answers: { 204: { description: 'Tus-Version, Tus-Extension and Tus-Max-Size.' } },
    answerHeaders,
    handle: (context) =>
      context.body(null, 204, {
        ...{ 'tus-version': tusVersion, 'tus-extension': tusExtensions, 'tus-max-size': String(maxBytes) },
      }),
  })
}

function createUpload(parts: Uploading): Route {
  return route({
    method: 'post',
    path: base,
    id: 'createUpload',
    role: 'uploader',
    audit: 'within',
    summary: 'Begins an upload that goes on where a connection breaks (tus 1.0)',
    description:
      'Upload-Metadata has filename, and may have dataset_name, lane (live or bulk) and sha256, which the bytes are ' +
      'then compared with. The body may have the first bytes.',
    headers: { ...tusHeaders, 'upload-length': 'Bytes of the file.', 'upload-metadata': 'Names and values in Base64.' },
    answers: { 201: { description: 'Location is where its bytes go.' } },
    answerHeaders,
    problems: [408, 409, 412, 413, 460],
    async handle(context) {
      demandVersion(context)
      const created = await parts.uploads.create(announcedUpload(context))
      const upload = hasChunk(context) ? await append(parts, context, created.upload_id, 0) : created
      return context.body(null, 201, { ...stateHeaders(upload), location: `${base}/${upload.upload_id}` })
    },
  })
}

function readUpload({ uploads }: Uploading): Route {
  return route({
    method: 'get',
    path: `${base}/{upload_id}`,
    id: 'readUpload',
    role: 'uploader',
    summary: 'How far an upload is; by HEAD, where to go on with it',
    description: `${ended} HEAD ends what another request has under way: it is of a connection that was given up.`,
    params: oneUpload,
    answers: { 200: { description: 'The upload; in Upload-Offset the bytes that are safe.', schema: uploadJson } },
    answerHeaders,
    problems: [404, 412],
    async handle(context, { params }) {
      if (context.req.method !== 'HEAD') {
        const upload = await uploads.read(params.upload_id)
        return context.json(toJson(upload), 200, stateHeaders(upload))
      }
      demandVersion(context)
      return context.body(null, 200, stateHeaders(await uploads.whereToGoOn(params.upload_id)))
    },
  })
}

function appendToUpload(parts: Uploading): Route {
  return route({
    method: 'patch',
    path: `${base}/{upload_id}`,
    id: 'appendToUpload',
    role: 'uploader',
    audit: 'within',
    boundsItself: true,
    summary: 'Adds bytes to an upload',
    description: ended,
    params: oneUpload,
    headers: { ...tusHeaders, 'upload-offset': 'Where in the file the bytes belong.' },
    requestBody: { required: true, content: { [chunkType]: { schema: { type: 'string', format: 'binary' } } } },
    answers: { 204: { description: 'The bytes are safe up to Upload-Offset.' } },
    answerHeaders,
    problems: [404, 408, 409, 412, 413, 415, 460],
    handle: (context, { params }) => patch(parts, context, params.upload_id),
  })
}

function terminateUpload(parts: Uploading): Route {
  return route({
    method: 'delete',
    path: `${base}/{upload_id}`,
    id: 'terminateUpload',
    role: 'uploader',
    audit: 'within',
    summary: 'Ends an upload and removes its bytes; what has become a dataset stays',
    params: oneUpload,
    headers: tusHeaders,
    answers: { 204: { description: 'It is gone.' } },
    answerHeaders,
    problems: [404, 412],
    handle: (context, { params }) => terminate(parts, context, params.upload_id),
  })
}

function postToUpload(parts: Uploading): Route {
  return route({
    method: 'post',
    path: `${base}/{upload_id}`,
    id: 'postToUpload',
    role: 'uploader',
    audit: 'within',
    boundsItself: true,
    summary: 'PATCH or DELETE, for clients that cannot: X-HTTP-Method-Override says which',
    params: oneUpload,
    headers: { ...tusHeaders, 'x-http-method-override': 'PATCH or DELETE.' },
    answers: { 204: { description: 'As PATCH or DELETE.' } },
    answerHeaders,
    problems: [404, 408, 409, 412, 413, 415, 460],
    handle(context, { params }) {
      const method = context.req.header('x-http-method-override')?.toUpperCase()
      if (method === 'PATCH') return patch(parts, context, params.upload_id)
      if (method === 'DELETE') return terminate(parts, context, params.upload_id)
      throw badRequest('X-HTTP-Method-Override must be PATCH or DELETE.')
    },
  })
}

async function patch(parts: Uploading, context: RequestContext, uploadId: string): Promise<Response> {
  demandVersion(context)
  if (!hasChunk(context)) throw new HttpProblem(415, `Content-Type must be ${chunkType}.`)
  const upload = await append(parts, context, uploadId, bytesOfHeader(context, 'upload-offset'))
  return context.body(null, 204, stateHeaders(upload))
}

async function terminate({ uploads }: Uploading, context: RequestContext, uploadId: string): Promise<Response> {
  demandVersion(context)
  await uploads.terminate(uploadId)
  return context.body(null, 204)
}

async function append(
  { uploads, places }: Uploading,
  context: RequestContext,
  uploadId: string,
  from: number,
): Promise<UploadRow> {
  const { incoming, outgoing } = context.env
  const length = context.req.header('content-length')
  const announced = length === undefined ? undefined : Number(length)
  const leave = places.take(context.get('caller') ?? '', announced)
  try {
    awaitedContinue(incoming, outgoing)
    const upload = await uploads.append(uploadId, from, incoming, announced)
    if (upload.is_complete) context.set('jobId', upload.job_id)
    return upload
  } finally {
    leave()
  }
}

function stateHeaders(upload: UploadRow): Record<string, string> {
  const { is_complete: isComplete, metadata } = upload
  return {
    'upload-offset': String(upload.received_bytes),
    'upload-length': String(upload.size_bytes),
    ...(metadata === null ? {} : { 'upload-metadata': metadata }),
    ...(isComplete
      ? { 'job-id': upload.job_id, 'dataset-id': String(upload.dataset_id) }
      : { 'upload-expires': new Date(upload.expires_at).toUTCString() }),
  }
}

function toJson(upload: UploadRow): z.output<typeof uploadJson> {
  const { upload_id, filename, size_bytes, received_bytes, is_complete: isComplete } = upload
  return {
    ...{ upload_id, filename, size_bytes, received_bytes },
    expires_at: isoTime(upload.expires_at),
    job_id: isComplete ? upload.job_id : null,
    dataset_id: isComplete ? upload.dataset_id : null,
  }
}
