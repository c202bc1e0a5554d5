import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Launch } from './Part.ts'
import { processBirth } from './processIdentity.ts'
import type { ProcessState } from './stackState.ts'

/**
 * Starts a process of its own group that outlives this one, its output appended to a log file.
 *
 * @throws Error where the command cannot be run.
 */
export async function startProcess(launch: Launch, log: string, workingFolder?: string): Promise<ProcessState> {
  mkdirSync(dirname(log), { recursive: true })
  const output = openSync(log, 'a')
  try {
    const child = spawn(launch.command, [...launch.arguments], {
      detached: true,
      stdio: ['ignore', output, output],
      // Not all of our environment: a setting of ours must not change a server by accident.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', TZ: 'UTC', ...launch.environment },
      ...(workingFolder === undefined ? {} : { cwd: workingFolder }),
      ...launch.user,
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
    child.unref()
    const pid = child.pid ?? 0
    return { pid, born: processBirth(pid) ?? 'gone', stopSignal: launch.stopSignal ?? 'SIGTERM', log }
  } finally {
    closeSync(output)
  }
}
