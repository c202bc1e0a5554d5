import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { isFree } from './choosePort.ts'
import { isRunning, processBirth } from './processIdentity.ts'

/** Ends its first thread, while another keeps the process, and its port. */
const program = `
import ctypes, socket, threading, time
server = socket.create_server(('127.0.0.1', 0))
print(server.getsockname()[1], flush=True)
threading.Thread(target=time.sleep, args=(60,)).start()
ctypes.CDLL(None).pthread_exit(None)
`

it.runIf(process.platform === 'linux')(
  'a process runs until the last of its threads has let go of its ports',
  async () => {
    const child = spawn('python3', ['-c', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const port = Number(String(line))
    const pid = child.pid ?? 0
    const running = { pid, born: processBirth(pid) ?? '' }
    try {
      await vi.waitFor(async () => expect(await stateOf(pid)).toBe('Z'), { timeout: 10_000 })
      expect(await isFree(port)).toBe(false)
      expect(isRunning(running)).toBe(true)
    } finally {
      child.kill('SIGKILL')
    }
    await once(child, 'exit')
    expect(isRunning(running)).toBe(false)
    expect(await isFree(port)).toBe(true)
  },
)

async function stateOf(pid: number): Promise<string | undefined> {
  return (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '')[0]
}
