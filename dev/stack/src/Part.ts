/**
 * What the stack is made of, and how each part is started and asked for its health.
 *
 * @module
 */

export type PartName = 'kafka' | 'registry' | 's3' | 'postgres'

/** Settings as services read them: `KAFKA_BROKERS`, `DATABASE_URL`, … */
export type Variables = Readonly<Record<string, string>>
export type Environment = Readonly<Record<string, string | undefined>>

/** Tells the person at the terminal, in one sentence, what takes time or what went another way. */
export type Say = (sentence: string) => void

/** A server process, ready to be spawned. */
export interface Launch {
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment?: Variables
  /** Set where the server refuses to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number }
  /** What ends it in good order; SIGTERM where nothing else is said. */
  readonly stopSignal?: NodeJS.Signals
}

/** A server as a container. */
export interface ContainerPlan {
  readonly image: string
  /** Port inside, by the name of the part's port. */
  readonly ports: Readonly<Record<string, number>>
  readonly environment: Variables
  /** Where the image keeps what must outlive the container. */
  readonly dataPath: string
  readonly user?: string
  readonly command?: readonly string[]
}

export interface LaunchContext {
  /** Folder of this part's state; exists. */
  readonly folder: string
  /** Chosen ports of 127.0.0.1, by name. */
  readonly ports: Readonly<Record<string, number>>
  readonly variables: Variables
  readonly environment: Environment
  /** False where the state is thrown away after the run, so that nothing need be forced to disk. */
  readonly durable: boolean
  readonly say: Say
}

export interface Part {
  readonly name: PartName
  /** Name and version, for sentences. */
  readonly title: string
  /** The part's settings where the environment names a server; nothing where it does not. */
  readonly given: (environment: Environment) => Variables | undefined
  /** Ports by name, each with the setting that chooses it and the one it likes best. */
  readonly ports: Readonly<Record<string, { readonly setting: string; readonly preferred: number }>>
  /** The settings by which services reach the part on these ports. */
  readonly variables: (ports: Readonly<Record<string, number>>, environment: Environment) => Variables
  /** Brings what the process needs onto the machine. Safe to call again, and by two at once. */
  readonly install: (say: Say) => Promise<void>
  /** Prepares the part's folder and says what to run. `install` has been called. */
  readonly launch: (context: LaunchContext) => Promise<Launch>
  readonly container: (ports: Readonly<Record<string, number>>, variables: Variables) => ContainerPlan
  /** Resolves when the part answers as itself; throws while it does not. */
  readonly check: (variables: Variables) => Promise<void>
  /** Done once after each start, when the part answers. */
  readonly prepare?: (variables: Variables) => Promise<void>
}
