import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { counterValue } from '../src/counterValue.ts'
import { endConnections } from '../src/faults/endConnections.ts'
import { FakeClock } from '../src/faults/FakeClock.ts'
import { faultTable } from '../src/faults/faultTable.ts'
import { inMode } from '../src/faults/openNetworks.ts'
import { futureVersion, inOtherVersion, releasedVersion, releases } from '../src/faults/otherVersions.ts'
import { poisoned, poisons } from '../src/faults/poison.ts'
import type { ProxyMode } from '../src/faults/TcpProxy.ts'
import { type Fault, longFlow, underFault, undisturbed } from '../src/faults/underFault.ts'
import { serviceNames } from '../src/openSystem.ts'
import { withOperations } from '../src/withOperations.ts'
import { type FaultySystem, openFaultySystem, type Part } from './openFaultySystem.ts'
import { SmallDisk } from './SmallDisk.ts'

describe('while files flow', () => {
  let system: FaultySystem
  let expected: string
  beforeAll(async () => {
    system = await openFaultySystem('faults')
    expected = await undisturbed(system, longFlow)
  })
  // A fault that a test left behind would be blamed on the next.
  afterEach(async () => {
    for (const network of Object.values(system.networks)) network.mode = 'pass'
    await system.restartServers()
  })
  afterAll(async () => {
    const table = faultTable()
    console.log(table)
    if (process.env.FAULTS_REPORT !== undefined) writeFileSync(process.env.FAULTS_REPORT, `${table}\n`)
    await system.close()
  })
  const strike = (fault: Fault) => underFault(system, { flow: longFlow, expected }, fault)

  describe('services', () => {
    it.each(serviceNames)('the %s is killed and started again, three times', async (name) => {
      const service = system.of(name)
      const again = async () => {
        await service.end('SIGKILL')
        service.start()
      }
      await strike({
        name: `SIGKILL of the ${name}`,
        times: 3,
        lasts: 2,
        begin: async () => {
          await again()
          await sleep(700)
          await again()
        },
        end: again,
      })
    })

    it.each(serviceNames)('the %s stands still for 12 s, longer than its session', async (name) => {
      const service = system.of(name)
      await strike({
        name: `SIGSTOP of the ${name}, 12 s`,
        lasts: 12,
        begin: () => service.signal('SIGSTOP'),
        end: () => service.signal('SIGCONT'),
      })
    })

    it('every service is restarted in turn under load', async () => {
      await strike({
        name: 'rolling restart of all five services',
        lasts: 1,
        begin: async () => {
          for (const name of serviceNames) {
            const service = system.of(name)
            expect(await service.end('SIGTERM')).toBe(0)
            service.start()
            await service.ready()
          }
        },
        end: () => undefined,
      })
    })
  })

  describe('servers', () => {
    const servers: { name: string; part: Part; signal: NodeJS.Signals; lasts: number }[] = [
      { name: 'SIGKILL of the broker', part: 'kafka', signal: 'SIGKILL', lasts: 3 },
      { name: 'restart of the broker', part: 'kafka', signal: 'SIGTERM', lasts: 5 },
      { name: 'SIGQUIT of the database (crash recovery)', part: 'postgres', signal: 'SIGQUIT', lasts: 2 },
      { name: 'restart of the database', part: 'postgres', signal: 'SIGINT', lasts: 3 },
      { name: 'SIGKILL of the bucket', part: 's3', signal: 'SIGKILL', lasts: 5 },
    ]
    it.each(servers)('$name', async ({ name, part, signal, lasts }) => {
      await strike({
        name,
        lasts,
        begin: () => system.signal(part, signal),
        end: () => system.restartServers(),
      })
    })

    it('the registry is gone while every stage is started', async () => {
      await strike({
        name: 'SIGKILL of the registry, all stages started without it',
        lasts: 6,
        begin: async () => {
          system.signal('registry', 'SIGKILL')
          for (const name of serviceNames.filter((one) => one !== 'gateway')) {
            await system.of(name).end('SIGKILL')
            system.of(name).start()
          }
        },
        end: () => system.restartServers(),
      })
    })

    it('the broker stands still for 8 s', async () => {
      await strike({
        name: 'SIGSTOP of the broker, 8 s',
        lasts: 8,
        begin: () => system.signal('kafka', 'SIGSTOP'),
        end: () => system.signal('kafka', 'SIGCONT'),
      })
    })

    it('every connection to the database is ended, three times', async () => {
      await strike({
        name: 'all database connections ended',
        times: 3,
        lasts: 2,
        begin: async () => {
          await endConnections(system)
          setTimeout(() => void endConnections(system).catch(() => undefined), 700)
        },
        end: () => endConnections(system),
      })
    })

    it.skipIf(SmallDisk.impossible !== undefined)('the disk of the database is full for 8 s', async () => {
      const disk = await SmallDisk.mount(system.database)
      try {
        await strike({
          name: 'the disk of the database full, 8 s',
          lasts: 8,
          begin: () => disk.fill(),
          end: () => {
            expect(disk.free).toBe(0)
            expect(system.of('writer').log).toContain('No space left on device')
            disk.empty()
          },
        })
      } finally {
        await disk.close()
      }
    })
  })

  describe('networks', () => {
    const modes: { mode: ProxyMode; what: string; lasts: number; networks: (keyof FaultySystem['networks'])[] }[] = [
      { mode: 'cut', what: 'cut', lasts: 5, networks: ['broker', 'database', 'bucket', 'registry'] },
      { mode: 'slow', what: 'slowed by 300 ms', lasts: 8, networks: ['broker', 'database', 'bucket', 'registry'] },
      { mode: 'silent', what: 'silent', lasts: 8, networks: ['broker', 'database', 'bucket', 'registry'] },
      { mode: 'http-500', what: 'answering 500', lasts: 5, networks: ['bucket', 'registry'] },
    ]
    const cases = modes.flatMap(({ networks, ...mode }) => networks.map((network) => ({ network, ...mode })))
    it.each(cases)('the $network $what', async ({ network, mode, what, lasts }) => {
      await strike({ name: `the ${network} ${what}, ${lasts} s`, lasts, ...inMode(system.networks[network], mode) })
    })
  })

  describe('clocks', () => {
    let clock: FakeClock
    beforeAll(async () => {
      clock = await FakeClock.open()
      await restartAll(clock.environment)
    })
    afterAll(async () => {
      await restartAll()
      clock.close()
    })
    async function restartAll(environment?: FakeClock['environment']): Promise<void> {
      for (const name of serviceNames) {
        await system.of(name).end('SIGTERM')
        system.of(name).start(environment)
      }
      for (const name of serviceNames) await system.of(name).ready()
    }

    // The bucket refuses who is off by more than a quarter of an hour, the broker records of more than an hour hence.
    it.each([10, 60, 180, -60])('the clock of every service jumps by %i minutes, and back', async (minutes) => {
      await strike({
        name: `the clock of every service ${Math.abs(minutes)} min ${minutes < 0 ? 'behind' : 'ahead'}, and back`,
        times: 2,
        lasts: 6,
        begin: () => clock.jump(minutes),
        end: () => clock.jump(0),
      })
      // Longer than a session: who has not told the group meanwhile that it is alive is no longer a member.
      await sleep(8_000)
      const [file] = longFlow
      if (file === undefined) throw new Error('no file')
      expect((await system.ingest(file, 20)).status).toBe('succeeded')
    })

    it('a parser whose clock is ahead dies in the middle of a file, and goes on with the right time', async () => {
      const parser = system.of('parser')
      await strike({
        name: 'SIGKILL of a parser whose clock was 10 min ahead',
        lasts: 3,
        begin: async () => {
          clock.jump(10)
          await sleep(1_200)
          for (const file of longFlow.slice(-2)) await system.upload(file)
          await inTheMiddle()
          await parser.end('SIGKILL')
          clock.jump(0)
        },
        end: () => parser.start(clock.environment),
      })

      /** Resolves when a part of a large file has been read, and not all of it. */
      async function inTheMiddle(): Promise<void> {
        const before = await produced()
        while ((await produced()) < before + 20) await sleep(5)
      }
      async function produced(): Promise<number> {
        return counterValue(await parser.metrics(), 'floatchat_messages_produced_total', 'profiles.parsed')
      }
    })
  })

  describe('messages', () => {
    it.each(poisons)('$name', async (poison) => {
      await withOperations(system, (operations) =>
        strike({ name: `${poison.name}, on every topic`, lasts: 1, ...poisoned(system, operations, poison) }),
      )
    })

    // Before those of a future version: a release would be refused where the registry has had such records.
    it.each(releases)('records of release %s are read', async (release) => {
      await withOperations(system, async (operations) => {
        const earlier = await inOtherVersion(system, operations, longFlow, releasedVersion(release))
        await strike({ name: `records of release ${release} of the contracts, on every topic`, lasts: 1, ...earlier })
      })
    })

    it('records of a future version are read', async () => {
      await withOperations(system, async (operations) => {
        const future = await inOtherVersion(system, operations, longFlow, futureVersion)
        await strike({ name: 'records of a future version, on every topic', lasts: 1, ...future })
      })
    })
  })
})
