import { Counter, Histogram } from 'prom-client'

export const summariesWritten = new Counter({
  name: 'floatchat_summaries_total',
  help: 'Summaries by who wrote them and, for the template, what kept the model from it.',
  labelNames: ['source', 'fallback'] as const,
})
export const modelSeconds = new Histogram({
  name: 'floatchat_model_call_seconds',
  help: 'Time from asking the model to its answer or to giving up.',
  labelNames: ['outcome'] as const,
  buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60],
})
