import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Linux counts processor time in these. `getconf CLK_TCK` is 100 on every machine that this runs on. */
const ticksPerSecond = 100

/** What a process, and with it its children, use: from /proc, so Linux only. */
export class ProcessMeter {
  readonly #pid: number

  constructor(pid: number) {
    this.#pid = pid
  }

  /** Processor seconds so far, of the process and of its children, also those that have ended. */
  cpuSeconds(): number {
    return this.#family().reduce((sum, pid) => sum + cpuOf(pid), 0)
  }

  /** Begins to watch for the highest resident memory anew. */
  resetPeak(): void {
    for (const pid of this.#family()) {
      try {
        writeFileSync(`/proc/${pid}/clear_refs`, '5')
      } catch {
        // The process has just ended.
      }
    }
  }

  /** Highest resident memory since the reset, MiB, of the process itself. */
  peakMib(): number {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  }

  /** Resident memory now, MiB, of the process itself. */
  residentMib(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  }

  #family(): number[] {
    return [this.#pid, ...childrenOf([this.#pid])]
  }
}

/** A process with all that it has started, and what these have. */
export function descendants(pid: number): number[] {
  const found = [pid]
  for (let last = found; last.length > 0; found.push(...last)) last = childrenOf(last)
  return found
}

function childrenOf(parents: readonly number[]): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && parents.includes(parentOf(pid)))
}

/** The fields of /proc/<pid>/stat behind the command's name, which may hold anything. */
function fields(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function parentOf(pid: number): number {
  try {
    return Number(fields(pid)[1])
  } catch {
    return -1
  }
}

function cpuOf(pid: number): number {
  try {
    const [user, system, endedUser, endedSystem] = fields(pid).slice(11, 15).map(Number)
    return ((user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0)) / ticksPerSecond
  } catch {
    return 0
  }
}
