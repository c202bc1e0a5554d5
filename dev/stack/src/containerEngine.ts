import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ContainerRuntimeClient } from 'testcontainers'

// Its helper would remove our containers as soon as the command that started them ends.
process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'

let client: Promise<ContainerRuntimeClient> | undefined

/** The engine's client. Loaded late: the library takes a second, and most starts need no engine. */
export async function engine(): Promise<ContainerRuntimeClient> {
  client ??= import('testcontainers').then(({ getContainerRuntimeClient }) => getContainerRuntimeClient())
  return client
}

/** Whether a Docker engine, or one that speaks like it, answers. */
export async function engineAnswers(): Promise<boolean> {
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock'), userSocket()]
  const named = process.env.DOCKER_HOST || process.env.TESTCONTAINERS_HOST_OVERRIDE
  if (!named && !sockets.some((path) => existsSync(path)) && process.platform !== 'win32') return false
  return engine().then(
    () => true,
    () => false,
  )
}

export async function isContainerRunning(id: string): Promise<boolean> {
  try {
    const { container } = await engine()
    return (await container.inspect(container.getById(id))).State.Running
  } catch {
    return false
  }
}

/** Stops and removes a container, with its log kept in a file. Its volume stays. */
export async function stopContainer(id: string, log: string): Promise<void> {
  const { container } = await engine()
  const handle = container.getById(id)
  try {
    await container.stop(handle, { timeout: 30 })
    mkdirSync(dirname(log), { recursive: true })
    writeFileSync(log, plainText(await handle.logs({ stdout: true, stderr: true, tail: 10_000 })))
    await container.remove(handle, { removeVolumes: false })
  } catch (error) {
    if (await isContainerRunning(id)) throw error
  }
}

function userSocket(): string {
  return join(process.env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.() ?? 0}`, 'docker.sock')
}

/** Removes a volume with all that is in it. */
export async function removeVolume(name: string): Promise<void> {
  const { container } = await engine()
  await container.dockerode.getVolume(name).remove()
}

/** The engine wraps each piece of output in a frame: stream, three zeros, length (4 bytes), then the text. */
function plainText(frames: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at + 8 <= frames.length; ) {
    const end = at + 8 + frames.readUInt32BE(at + 4)
    pieces.push(frames.subarray(at + 8, end))
    at = end
  }
  return Buffer.concat(pieces)
}
