/**
 * What the mirror counts, for Prometheus.
 *
 * @module
 */
import { Counter, Gauge } from 'prom-client'

export const leads = new Gauge({
  name: 'floatchat_mirror_leads',
  help: 'Whether this instance mirrors, 1, or stands by, 0.',
})
export const runs = new Counter({
  name: 'floatchat_mirror_runs_total',
  help: 'Runs that have ended, by how.',
  labelNames: ['status'] as const,
})
export const lastSuccess = new Gauge({
  name: 'floatchat_mirror_last_success_timestamp_seconds',
  help: 'When a run last ended well, of whichever instance; 0 where none ever has.',
})
export const filesDealtWith = new Counter({
  name: 'floatchat_mirror_files_total',
  help: 'Files asked for or withdrawn, by what became of them.',
  labelNames: ['outcome'] as const,
})
export const fetchedBytes = new Counter({
  name: 'floatchat_mirror_fetched_bytes_total',
  help: 'Bytes of files that were fetched.',
})
export const oldestWanted = new Gauge({
  name: 'floatchat_mirror_oldest_wanted_seconds',
  help: 'Age of the oldest file that the source lists as new or changed and that is not taken yet; 0 where none is.',
})
export const files = new Gauge({
  name: 'floatchat_mirror_files',
  help: 'Files of the source by their state.',
  labelNames: ['state'] as const,
})
export const withheld = new Gauge({
  name: 'floatchat_mirror_withheld_files',
  help: 'Missing files that the last run did not withdraw, since they are too many for one run.',
})
export const profilesByCentre = new Gauge({
  name: 'floatchat_mirror_profiles',
  help: 'Core profiles held, one for each cycle and direction, by data centre and data mode (R, A, D).',
  labelNames: ['data_centre', 'data_mode'] as const,
})
