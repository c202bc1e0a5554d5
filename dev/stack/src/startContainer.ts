import { engine } from './containerEngine.ts'
import type { ContainerPlan, PartName } from './Part.ts'
import { homeName } from './stackSettings.ts'

/**
 * Starts a container with its ports bound to the same numbers of 127.0.0.1 and its data in a volume of
 * its own, named after the data folder. Does not wait until it answers.
 *
 * @returns its id, or why its image cannot be had.
 */
export async function startContainer(
  name: PartName,
  plan: ContainerPlan,
  ports: Readonly<Record<string, number>>,
  home: string,
): Promise<{ id: string } | { unavailable: string }> {
  const { container, image: images } = await engine()
  const { ImageName } = await import('testcontainers')
  const image = ImageName.fromString(plan.image)
  try {
    if (!(await images.exists(image))) await images.pull(image)
  } catch (error) {
    return { unavailable: firstLine(error) }
  }
  const volume = volumeName(home, name)
  // One left from a kill of this machine's engine would hold the name.
  await container.dockerode
    .getContainer(volume)
    .remove({ force: true })
    .catch(() => undefined)
  const bindings = Object.entries(plan.ports).map(([port, inside]) => [
    `${inside}/tcp`,
    [{ HostIp: '127.0.0.1', HostPort: String(ports[port]) }],
  ])
  const created = await container.create({
    name: volume,
    Image: plan.image,
    Env: Object.entries(plan.environment).map(([key, value]) => `${key}=${value}`),
    ...(plan.user === undefined ? {} : { User: plan.user }),
    ...(plan.command === undefined ? {} : { Cmd: [...plan.command] }),
    ExposedPorts: Object.fromEntries(bindings.map(([port]) => [port, {}])),
    HostConfig: { PortBindings: Object.fromEntries(bindings), Binds: [`${volume}:${plan.dataPath}`] },
  })
  await container.start(created)
  return { id: created.id }
}

/** The volume that holds a part's data, and the container over it. */
export function volumeName(home: string, name: PartName): string {
  return `floatchat-${homeName(home)}-${name}`
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
