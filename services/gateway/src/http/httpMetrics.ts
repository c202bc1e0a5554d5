import { Counter, Gauge, Histogram } from 'prom-client'

export const requestsServed = new Counter({
  name: 'floatchat_http_requests_total',
  help: 'Requests answered, by method and status.',
  labelNames: ['method', 'status'] as const,
})
export const requestSeconds = new Histogram({
  name: 'floatchat_http_request_seconds',
  help: 'Time from the head of a request to the head of its answer.',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
})
export const uploadsUnderWay = new Gauge({
  name: 'floatchat_uploads_under_way',
  help: 'Uploads that are being received.',
})
export const uploadedBytes = new Counter({
  name: 'floatchat_uploaded_bytes_total',
  help: 'Bytes of files that were staged.',
})
export const outboxWaiting = new Gauge({
  name: 'floatchat_outbox_waiting_events',
  help: 'Events recorded and not yet acknowledged by the broker, as last counted.',
})
export const followersOfJobs = new Gauge({
  name: 'floatchat_job_followers',
  help: 'Clients that follow a job by server-sent events.',
})
export const stageMembers = new Gauge({
  name: 'floatchat_stage_members',
  help: 'Members of the consumer group of a stage, as the gateway last saw it. Without one, files wait.',
  labelNames: ['stage'] as const,
})
