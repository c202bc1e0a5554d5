import { afterAll, beforeAll, describe, it } from 'vitest'
import { endConnections } from '../src/faults/endConnections.ts'
import { type NetworkedSystem, openNetworkedSystem } from '../src/faults/openNetworkedSystem.ts'
import { inMode } from '../src/faults/openNetworks.ts'
import { futureVersion, inOtherVersion, releasedVersion, releases } from '../src/faults/otherVersions.ts'
import { poisoned, poisons } from '../src/faults/poison.ts'
import { type Fault, shortFlow, underFault, undisturbed } from '../src/faults/underFault.ts'
import { withOperations } from '../src/withOperations.ts'

const quick = ['garbage', 'a record of a future version that breaks the contract']

/** The quick ones of the fault suite (`npm run test:faults`), on the servers that all tests share. */
describe('while a few files flow', () => {
  let system: NetworkedSystem
  let expected: string
  beforeAll(async () => {
    system = await openNetworkedSystem('short-faults')
    expected = await undisturbed(system, shortFlow)
  })
  afterAll(() => system.close())
  const strike = (fault: Fault) => underFault(system, { flow: shortFlow, expected }, fault)

  it.each(['parser', 'writer'] as const)('the %s stands still for a second', async (name) => {
    const service = system.of(name)
    await strike({
      name: `SIGSTOP of the ${name}, 1 s`,
      lasts: 1,
      begin: () => service.signal('SIGSTOP'),
      end: () => service.signal('SIGCONT'),
    })
  })

  it.each(['database', 'bucket'] as const)('the network to the %s is cut for a second', async (name) => {
    await strike({ name: `the ${name} cut, 1 s`, lasts: 1, ...inMode(system.networks[name], 'cut') })
  })

  it('the bucket answers 500 for a second', async () => {
    const fault = inMode(system.networks.bucket, 'http-500')
    await strike({ name: 'the bucket answering 500, 1 s', lasts: 1, ...fault })
  })

  it('every connection to the database is ended', async () => {
    await strike({
      name: 'all database connections ended',
      lasts: 0,
      begin: () => endConnections(system),
      end: () => undefined,
    })
  })

  it('garbage and records of a version that breaks the contract lie on every partition', async () => {
    await withOperations(system, async (operations) => {
      for (const poison of poisons.filter(({ name }) => quick.includes(name))) {
        await strike({ name: poison.name, lasts: 0, ...poisoned(system, operations, poison) })
      }
    })
  })

  // In the order of life: a release would be refused where the registry has had records of the future.
  const versions = [
    ...releases.map((one) => [`release ${one}`, releasedVersion(one)] as const),
    ['a future version', futureVersion] as const,
  ]
  it.each(versions)('records of %s of the contracts lie on every topic', async (name, version) => {
    await withOperations(system, async (operations) => {
      const others = await inOtherVersion(system, operations, shortFlow, version)
      await strike({ name: `records of ${name}`, lasts: 0, ...others })
    })
  })
})
