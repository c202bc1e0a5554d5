/** A service as the command starts it. */
export interface Service {
  readonly name: string
  /** Its `HEALTH_PORT` where nothing else is asked for. */
  readonly healthPort: number
  /** Node's own options for it. */
  readonly nodeOptions?: readonly string[]
  /** How far it stands back where there are too few cores, as nice(1) counts. */
  readonly niceness?: number
}

// A young generation that grows, as V8 lets it to 16 MiB and more, keeps that many more buffers waiting to be
// collected: with 4 MiB the parser takes 230 MiB for a zip of 500 instead of 340, in the same time (bench/parse).
const smallYoungGeneration = ['--max-semi-space-size=4']

// On a machine with fewer cores than busy processes the first stages would run ahead, and what they make would wait on
// its topic for a writer and a database that get no more of the cores than they do.
const behindWriter = { parser: 5, cleaner: 3 }

/** The five services, in the order of a file's way through them. */
export const services: readonly Service[] = [
  { name: 'gateway', healthPort: 9400 },
  { name: 'parser', healthPort: 9401, nodeOptions: smallYoungGeneration, niceness: behindWriter.parser },
  { name: 'cleaner', healthPort: 9402, nodeOptions: smallYoungGeneration, niceness: behindWriter.cleaner },
  { name: 'writer', healthPort: 9403, nodeOptions: smallYoungGeneration },
  { name: 'summarizer', healthPort: 9404 },
]
