import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
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

/** Stops and removes a container; its volume stays. */
export async function stopContainer(id: string): Promise<void> {
  const { container } = await engine()
  const handle = container.getById(id)
  try {
    await container.stop(handle, { timeout: 30 })
    await container.remove(handle, { removeVolumes: false })
  } catch (error) {
    if (await isContainerRunning(id)) throw error
  }
}

function userSocket(): string {
  return join(process.env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.() ?? 0}`, 'docker.sock')
}
