import { execFileSync } from 'node:child_process'

/**
 * Resident memory of a process and all below it, bytes; pages that several share are counted for each. 0
 * where the system does not say.
 */
export function residentBytes(pid: number): number {
  let lines: string[][]
  try {
    const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    lines = text
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
  } catch {
    return 0
  }
  const family = new Set([String(pid)])
  let kilobytes = 0
  // Parents come before their children in the order of ids, but for a wrap-around: two passes are enough.
  for (const _pass of [1, 2]) for (const [id = '', parent = ''] of lines) if (family.has(parent)) family.add(id)
  for (const [id = '', , size = '0'] of lines) if (family.has(id)) kilobytes += Number(size)
  return kilobytes * 1024
}
