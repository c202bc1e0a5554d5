import type { Holder } from '@floatchat/db/datasets/findHolders'

/** A file that is written now, as far as its dataset goes. */
export interface ArrivingFile {
  readonly sha256: string
  readonly fileId: string
  readonly runId: string
  /** Whether it is a member of a withdrawn zip. */
  readonly isOfWithdrawn: boolean
}

/** What becomes of a file that is written now. */
export interface FileHome {
  /** Whether the run is the latest over these bytes: it says what the file holds. */
  readonly isDeciding: boolean
  /** Whether the file is held, under whatever dataset: only then does it count. */
  readonly isHeld: boolean
  /** Whether the dataset that it came as is held. */
  readonly isActive: boolean
  /** The dataset that has, or is to have, the versions of the file; undefined for the one it came as. */
  readonly datasetId: number | undefined
  /** Datasets that had them, and have no more. */
  readonly former: readonly number[]
}

/**
 * Which dataset has the versions of a file: a held one if any is. The same bytes as another upload are the same file,
 * and the dataset that was first has them, until it is withdrawn.
 *
 * @param holders datasets of these bytes and of the file itself.
 */
export function homeOfFile(file: ArrivingFile, holders: readonly Holder[]): FileHome {
  const own = holders.find(({ file_id }) => file_id === file.fileId)
  const isActive = own === undefined ? !file.isOfWithdrawn : own.is_active
  const homes = holders.filter(({ sha256, run_id }) => sha256 === file.sha256 && run_id !== null)
  const heldHome = homes.find(({ is_active }) => is_active)
  const isHeld = isActive || heldHome !== undefined
  const home = heldHome ?? (isActive ? undefined : homes[0])
  // What a withdrawn dataset was found to hold says nothing against a held one.
  const rivals = homes.filter(({ is_active }) => is_active || !isHeld)
  const isLatest = rivals.every(({ run_id }) => run_id === null || run_id < file.runId)
  return {
    isDeciding: isLatest && (isHeld || own?.is_purged !== true),
    isHeld,
    isActive,
    datasetId: home?.dataset_id,
    former: homes.flatMap(({ dataset_id }) => (dataset_id === home?.dataset_id ? [] : [dataset_id])),
  }
}

/** What a file was found to hold, to be counted to another dataset of the same bytes, or forgotten where there is none. */
export interface Move {
  readonly from: number
  readonly to: number | undefined
}

/**
 * What becomes of what files were found to hold after some of their datasets were withdrawn, restored or purged: a held
 * one has it if any is, and a purged one never.
 */
export function movesOf(holders: readonly Holder[]): readonly Move[] {
  const moves: Move[] = []
  for (const same of Map.groupBy(holders, ({ sha256 }) => sha256).values()) {
    const home = same.find(({ run_id }) => run_id !== null)
    if (home === undefined || home.is_active) continue
    const written = same.filter(({ is_written, is_purged }) => is_written && !is_purged)
    const heir = written.find(({ is_active }) => is_active) ?? (home.is_purged ? written[0] : home)
    if (heir !== home) moves.push({ from: home.dataset_id, to: heir?.dataset_id })
  }
  return moves
}
