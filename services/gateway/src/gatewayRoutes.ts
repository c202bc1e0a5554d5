import type { Database } from '@floatchat/db/connectDatabase'
import type { Intake } from '@floatchat/intake/openIntake'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { version } from '@floatchat/service/version'
import { auditRoute } from './audit/auditRoute.ts'
import { datasetRoutes } from './datasets/datasetRoutes.ts'
import { knownRoute } from './datasets/knownRoute.ts'
import { originRoutes } from './datasets/originRoutes.ts'
import { erddapRoutes } from './erddap/erddapRoutes.ts'
import { floatRoutes } from './floats/floatRoutes.ts'
import { gdacRoutes } from './gdac/gdacRoutes.ts'
import { gateway } from './handle.ts'
import { type Checks, healthRoute } from './health/healthRoute.ts'
import type { PipelineWatch } from './health/PipelineWatch.ts'
import { documentRoutes } from './http/documentRoutes.ts'
import type { Route } from './http/Route.ts'
import type { JobChanges } from './jobs/JobChanges.ts'
import { jobRoutes } from './jobs/jobRoutes.ts'
import { jobsQueryRoute } from './jobs/jobsQueryRoute.ts'
import { keyRoutes } from './keys/keyRoutes.ts'
import { meRoute } from './me/meRoute.ts'
import { mirrorRoute } from './mirror/mirrorRoute.ts'
import { operationRoutes } from './operations/operationRoutes.ts'
import { configurationRoute } from './quality/configurationRoute.ts'
import { provenanceRoute } from './quality/provenanceRoute.ts'
import { qualityAuditRoute } from './quality/qualityAuditRoute.ts'
import { qualityTestsRoute } from './quality/qualityTestsRoute.ts'
import { dictionaryRoutes } from './reading/dictionaryRoutes.ts'
import { readingRoutes } from './reading/readingRoutes.ts'
import type { Relay } from './relay/startRelay.ts'
import type { ResumableUploads } from './resumable/ResumableUploads.ts'
import { resumableRoutes } from './resumable/resumableRoutes.ts'
import { searchRoute } from './search/searchRoute.ts'
import type { Settings } from './settings.ts'
import { pipelineRoute } from './stream/pipelineRoute.ts'
import type { StreamParts } from './stream/StreamParts.ts'
import { streamRoutes } from './stream/streamRoutes.ts'
import { UploadPlaces } from './upload/UploadPlaces.ts'
import { uploadRoute } from './upload/uploadRoute.ts'
import { withdrawalRoutes } from './withdrawals/withdrawalRoutes.ts'

/** What requests are answered with. */
export interface RouteParts {
  readonly settings: Settings
  readonly database: Database
  readonly bucket: Bucket
  readonly intake: Intake
  readonly uploads: ResumableUploads
  readonly changes: JobChanges
  readonly pipeline: PipelineWatch
  readonly stream: StreamParts
  readonly checks: Checks
  readonly kickRelay: Relay['kick']
  readonly kickOperations: () => void
  /** Aborted when the gateway stops. */
  readonly stopping: AbortSignal
  readonly log: Logger
}

/** Everything that the gateway answers, its own description included. */
export function gatewayRoutes(parts: RouteParts): Route[] {
  const { settings, database, bucket, pipeline, stream, kickRelay, log } = parts
  const places = new UploadPlaces(settings)
  const routes = [
    uploadRoute(gateway({ intake: parts.intake, places, settings, kickRelay })),
    ...resumableRoutes({ uploads: parts.uploads, places, maxBytes: settings.MAX_UPLOAD_SIZE_BYTES }),
    knownRoute(database),
    jobsQueryRoute(database, pipeline),
    ...jobRoutes({ database, changes: parts.changes, pipeline, stopping: parts.stopping, kickRelay }),
    ...datasetRoutes({ database, bucket, presignedSeconds: settings.PRESIGNED_SECONDS, log }),
    ...withdrawalRoutes({ database, bucket }),
    ...readingRoutes({ database, log }),
    ...erddapRoutes({ database, log }),
    ...gdacRoutes({ database, bucket, log }),
    ...floatRoutes(database),
    searchRoute(database),
    ...dictionaryRoutes(database),
    qualityTestsRoute(database),
    qualityAuditRoute(database),
    provenanceRoute(database),
    configurationRoute(database),
    mirrorRoute(database),
    pipelineRoute(),
    ...streamRoutes(stream),
    ...originRoutes(database, stream.operations),
    ...operationRoutes(database, parts.kickOperations),
    ...keyRoutes(database),
    auditRoute(database),
    healthRoute(parts.checks, () => pipeline.stages),
  ]
  routes.push(meRoute(routes, settings.PUBLIC_READ))
  return [...routes, ...documentRoutes(routes, version, settings.DEBUG)]
}
