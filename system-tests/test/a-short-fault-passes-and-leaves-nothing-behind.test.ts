import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { futureVersionRead, type SentInFuture, sendInFutureVersion } from '../src/faults/futureVersions.ts'
import { type NetworkedSystem, openNetworkedSystem } from '../src/faults/openNetworkedSystem.ts'
import { poisonBuried, poisons, sendPoison } from '../src/faults/poison.ts'
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
    const network = system.networks[name]
    await strike({
      name: `the ${name} cut, 1 s`,
      lasts: 1,
      begin: () => {
        network.mode = 'cut'
      },
      end: () => {
        network.mode = 'pass'
      },
    })
  })

  it('the bucket answers 500 for a second', async () => {
    await strike({
      name: 'the bucket answering 500, 1 s',
      lasts: 1,
      begin: () => {
        system.networks.bucket.mode = 'http-500'
      },
      end: () => {
        system.networks.bucket.mode = 'pass'
      },
    })
  })

  it('every connection to the database is ended', async () => {
    await strike({
      name: 'all database connections ended',
      lasts: 0,
      begin: () =>
        system.database.pool.query(sql.unsafe`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`),
      end: () => undefined,
    })
  })

  it('garbage and records of a version that breaks the contract lie on every partition, and those of one that keeps it', async () => {
    await withOperations(system, async (operations) => {
      const [first] = shortFlow
      if (first === undefined) throw new Error('no file')
      const { job_id } = await system.ingest(first)
      for (const poison of poisons.filter(({ name }) => quick.includes(name))) {
        await strike({
          name: poison.name,
          lasts: 0,
          begin: () => sendPoison(system, operations, poison),
          end: () => undefined,
          letters: () => poisonBuried(system, poison),
        })
      }
      let sent: SentInFuture | undefined
      await strike({
        name: 'records of a future version',
        lasts: 0,
        begin: async () => {
          sent = await sendInFutureVersion(system, operations, job_id)
        },
        end: async () => {
          if (sent !== undefined) await futureVersionRead(operations, sent)
        },
      })
      expect(sent?.before.size).toBeGreaterThan(0)
    })
  })
})
