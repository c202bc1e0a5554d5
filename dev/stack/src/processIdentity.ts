import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/**
 * When the process was born, as the system says it, or nothing where there is no such process. With
 * its id this names one process for ever: ids are used again, also after a restart of the machine.
 */
export function processBirth(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      // Fields after the command, which may hold blanks and is closed by the last ')'. Field 3 is the
      // state, field 22 the start in clock ticks since boot (proc(5)).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      // The first thread of a killed process is a zombie before the others have ended and let go of its ports.
      const isZombie = fields[0] === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1
      if (isZombie || fields[0] === 'X') return undefined
      return `${bootId()}:${fields[19]}`
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
}

/** Whether this very process still runs. */
export function isRunning(process: { readonly pid: number; readonly born: string }): boolean {
  return processBirth(process.pid) === process.born
}
