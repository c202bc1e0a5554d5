import { badRequest } from '../http/HttpProblem.ts'
import { type RequestContext, traceparentOfRequest } from '../http/Route.ts'
import { cleanDatasetName, uploadName } from '../upload/uploadName.ts'
import type { AnnouncedUpload } from './ResumableUploads.ts'
import { bytesOfHeader, readMetadata } from './tusProtocol.ts'

/** What the headers of a request say of the upload that it begins. @throws HttpProblem 400 where they do not say it. */
export function announcedUpload(context: RequestContext): AnnouncedUpload {
  const sizeBytes = bytesOfHeader(context, 'upload-length')
  const header = context.req.header('upload-metadata')
  const metadata = readMetadata(header)
  const sha256 = metadata.get('sha256')?.toLowerCase() ?? null
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256))
    throw badRequest('sha256 in Upload-Metadata must be 64 hexadecimal digits.')
  const lane = metadata.get('lane') ?? 'live'
  if (lane !== 'live' && lane !== 'bulk') throw badRequest('lane in Upload-Metadata must be live or bulk.')
  return {
    // Uppy calls it name.
    filename: uploadName(metadata.get('filename') ?? metadata.get('name')),
    datasetName: cleanDatasetName(metadata.get('dataset_name') ?? null),
    ...{ lane, sizeBytes, sha256, metadata: header ?? null, traceparent: traceparentOfRequest(context) },
    createdBy: context.get('subject') ?? null,
  }
}
