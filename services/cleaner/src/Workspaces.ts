import { usualLevels, Workspace } from './Workspace.ts'

/** Profiles of more levels are judged one at a time: each takes 54 bytes a level and more, 115 MiB for two million. */
const manyLevels = 131_072

/**
 * The workspaces of a process. Partitions judge beside one another wherever one gives way to the others, so each
 * takes a workspace of its own; those of usual size are kept.
 */
export class Workspaces {
  readonly #spare: Workspace[] = []
  #large: Promise<unknown> = Promise.resolve()

  /** Does the work with a workspace for so many levels, after waiting for its turn where they are very many. */
  async lend<Result>(levels: number, work: (workspace: Workspace) => Promise<Result>): Promise<Result> {
    if (levels <= manyLevels) return this.#lend(work)
    const turn = this.#large.then(() => work(new Workspace()))
    // Without its result, which is large too.
    this.#large = turn.then(
      () => undefined,
      () => undefined,
    )
    return turn
  }

  async #lend<Result>(work: (workspace: Workspace) => Promise<Result>): Promise<Result> {
    const workspace = this.#spare.pop() ?? new Workspace()
    try {
      return await work(workspace)
    } finally {
      if (workspace.capacity <= usualLevels) this.#spare.push(workspace)
    }
  }
}
