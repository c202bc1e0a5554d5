/** A service as the command starts it. */
export interface Service {
  readonly name: string
  /** Its `HEALTH_PORT` where nothing else is asked for. */
  readonly healthPort: number
}

/** The five services, in the order of a file's way through them. */
export const services: readonly Service[] = [
  { name: 'gateway', healthPort: 9400 },
  { name: 'parser', healthPort: 9401 },
  { name: 'cleaner', healthPort: 9402 },
  { name: 'writer', healthPort: 9403 },
  { name: 'summarizer', healthPort: 9404 },
]
