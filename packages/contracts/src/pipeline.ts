/**
 * The stages, once. Everything that names them is made from this: dead-letter topics and the pattern of their names,
 * the brokers' rights, what scales by lag, alerts, what the command starts, what the page shows. How a stage is added:
 * docs/adding-a-stage.md.
 *
 * Without imports, so that the page in the browser can have it too.
 *
 * @module
 */

/** One service of the pipeline. */
export interface PipelineStage {
  readonly name: string
  /** What it does, as the end of a sentence that begins with its name. */
  readonly does: string
  /** Topics whose records it consumes, by their names without the prefix. */
  readonly reads: readonly string[]
  /** Topics that it produces records to. */
  readonly writes: readonly string[]
  /** It also consumes the dead letters of every stage. */
  readonly readsDeadLetters?: boolean
  /** Where it is a step of a file's way that a person follows. */
  readonly step?: { readonly label: string; readonly does: string }
  /** Its part of a file's progress until the file is in the database; the parts make 1. */
  readonly progressShare?: number
  /** Its `HEALTH_PORT` where `./floatchat up` is not told another. */
  readonly healthPort: number
  /** Its instances grow with the messages that wait: one for so many, up to the partitions of what it reads first. */
  readonly messagesPerInstance?: number
  /** Servers beside broker and registry that it speaks to: who does not is kept from them by the network. */
  readonly needs: readonly ('database' | 'bucket' | 'model' | 'source')[]
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

const stages = [
  {
    name: 'gateway',
    does: 'takes uploads in and keeps the jobs',
    // Of files.waiting the members of large zips, which it lets onto files.staged a window at a time.
    reads: ['files.staged', 'files.waiting', 'jobs.progress', 'datasets.written', 'datasets.summarized'],
    readsDeadLetters: true,
    // Of datasets.written the one of a zip as a whole, once all of its members have ended; of profiles.cleaned that a
    // file was withdrawn, restored or purged; on profiles.changed what the writer has changed.
    writes: ['files.staged', 'profiles.cleaned', 'profiles.changed', 'datasets.written'],
    healthPort: 9400,
    needs: ['database', 'bucket'],
  },
  {
    name: 'parser',
    does: 'reads NetCDF files',
    reads: ['files.staged'],
    // Of files.staged the members of a small zip, of files.waiting those of a large one.
    writes: ['profiles.parsed', 'files.staged', 'files.waiting', 'jobs.progress'],
    step: { label: 'Parse', does: 'reads the file' },
    progressShare: 0.35,
    healthPort: 9401,
    messagesPerInstance: 20,
    needs: ['bucket'],
    nodeOptions: smallYoungGeneration,
    niceness: behindWriter.parser,
  },
  {
    name: 'cleaner',
    does: 'runs the quality tests',
    reads: ['profiles.parsed'],
    writes: ['profiles.cleaned', 'jobs.progress'],
    step: { label: 'Clean', does: 'flags doubtful values' },
    progressShare: 0.3,
    healthPort: 9402,
    messagesPerInstance: 2000,
    needs: ['bucket'],
    nodeOptions: smallYoungGeneration,
    niceness: behindWriter.cleaner,
  },
  {
    name: 'writer',
    does: 'writes the database',
    reads: ['profiles.cleaned'],
    writes: ['datasets.written', 'jobs.progress'],
    step: { label: 'Write', does: 'stores it whole' },
    // Its transaction is at the end; the rest is told by profiles.
    progressShare: 0.35,
    healthPort: 9403,
    messagesPerInstance: 2000,
    needs: ['database', 'bucket'],
    nodeOptions: smallYoungGeneration,
  },
  {
    name: 'summarizer',
    does: 'writes summaries',
    reads: ['datasets.written'],
    writes: ['datasets.summarized', 'jobs.progress'],
    step: { label: 'Summary', does: 'says it in a sentence' },
    healthPort: 9404,
    messagesPerInstance: 50,
    needs: ['model'],
  },
] as const satisfies readonly PipelineStage[]

/** Names of the stages. */
export type PipelineStageName = (typeof stages)[number]['name']

/** In the order of a file's way through them. */
export const pipeline: readonly (PipelineStage & { readonly name: PipelineStageName })[] = stages

/** A process of the system: a stage, or one beside them that reads and writes no topic. */
export type SystemService = PipelineStage

const beside = [
  {
    name: 'mirror',
    does: 'keeps the files equal to those of a GDAC',
    reads: [],
    // What it takes goes by the outbox, which a gateway sends.
    writes: [],
    healthPort: 9405,
    needs: ['database', 'bucket', 'source'],
  },
] as const satisfies readonly SystemService[]

/** Names of the services. */
export type SystemServiceName = PipelineStageName | (typeof beside)[number]['name']

/** Every process of an installation. */
export const systemServices: readonly (SystemService & { readonly name: SystemServiceName })[] = [...stages, ...beside]

/** The stages that take a file into the database, in their order, with their part of its progress. */
export const wayIn = pipeline.flatMap(({ name, progressShare }) =>
  progressShare === undefined ? [] : [{ name, progressShare }],
)

/** What a dead letter is called, `parser:0:12`: the stage, the partition and the offset on its dead-letter topic. */
export const deadLetterName = new RegExp(`^(${pipeline.map(({ name }) => name).join('|')}):(\\d{1,9}):(\\d{1,15})$`)
