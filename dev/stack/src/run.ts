import { spawn } from 'node:child_process'

interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
}

/**
 * Runs a command to its end.
 *
 * @returns what it printed on standard output.
 * @throws Error with the last lines it printed, where it fails or is not there.
 */
export async function run(command: string, parameters: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...parameters], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const all: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk)
      all.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk))
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(out).toString())
      const tail = Buffer.concat(all).toString().trim().split('\n').slice(-12).join('\n')
      reject(new Error(`\`${command} ${parameters.join(' ')}\` failed (${code ?? signal}):\n${tail}`))
    })
  })
}
