import { writeFileSync } from 'node:fs'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceNames } from '../src/openSystem.ts'
import { type FaultySystem, openFaultySystem } from './openFaultySystem.ts'
import { faultTable, underFault, undisturbed } from './underFault.ts'

describe('while files flow', () => {
  let system: FaultySystem
  let expected: string
  beforeAll(async () => {
    system = await openFaultySystem('faults')
    expected = await undisturbed(system)
  })
  afterAll(async () => {
    const table = faultTable()
    console.log(table)
    if (process.env.FAULTS_REPORT !== undefined) writeFileSync(process.env.FAULTS_REPORT, `${table}\n`)
    await system.close()
  })
  const noDeadLetters = async () => expect(await findDeadLetters(system.database.pool, { status: 'open' })).toEqual([])

  it.each(serviceNames)('the %s is killed and started again', async (name) => {
    const service = system.of(name)
    await underFault(system, expected, `SIGKILL of the ${name}`, {
      lasts: 1,
      begin: async () => void (await service.end('SIGKILL')),
      end: () => service.start(),
    })
    await noDeadLetters()
  })

  it.each(serviceNames)('the %s stands still for 12 s, longer than its session', async (name) => {
    const service = system.of(name)
    await underFault(system, expected, `SIGSTOP of the ${name}, 12 s`, {
      lasts: 12,
      begin: () => service.signal('SIGSTOP'),
      end: () => service.signal('SIGCONT'),
    })
    await noDeadLetters()
  })

  it('the broker is killed and comes back', async () => {
    await underFault(system, expected, 'SIGKILL of the broker', {
      lasts: 3,
      begin: () => system.signal('kafka', 'SIGKILL'),
      end: () => system.restartServers(),
    })
    await noDeadLetters()
  })

  it('the broker stands still for 8 s', async () => {
    await underFault(system, expected, 'SIGSTOP of the broker, 8 s', {
      lasts: 8,
      begin: () => system.signal('kafka', 'SIGSTOP'),
      end: () => system.signal('kafka', 'SIGCONT'),
    })
    await noDeadLetters()
  })

  it('the database is killed and recovers', async () => {
    await underFault(system, expected, 'SIGQUIT of the database (crash recovery)', {
      lasts: 2,
      begin: () => system.signal('postgres', 'SIGQUIT'),
      end: () => system.restartServers(),
    })
    await noDeadLetters()
  })

  it('every connection to the database is ended, three times', async () => {
    const endAll = async () => {
      await system.database.pool.query(sql.unsafe`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`)
    }
    await underFault(system, expected, 'all database connections ended, 3 times', {
      lasts: 2,
      begin: async () => {
        await endAll()
        setTimeout(() => void endAll().catch(() => undefined), 700)
      },
      end: endAll,
    })
    await noDeadLetters()
  })

  it.each(['database', 'bucket', 'registry'] as const)('the network to the %s is cut for 5 s', async (name) => {
    const network = system.networks[name]
    await underFault(system, expected, `network to the ${name} cut, 5 s`, {
      lasts: 5,
      begin: () => {
        network.mode = 'cut'
      },
      end: () => {
        network.mode = 'pass'
      },
    })
    await noDeadLetters()
  })

  it.each(['database', 'bucket', 'registry'] as const)(
    'the network to the %s is slow: 300 ms more each way',
    async (name) => {
      const network = system.networks[name]
      await underFault(system, expected, `network to the ${name} slowed by 300 ms`, {
        lasts: 8,
        begin: () => {
          network.mode = 'slow'
        },
        end: () => {
          network.mode = 'pass'
        },
      })
      await noDeadLetters()
    },
  )

  it.each(['database', 'bucket'] as const)('the %s takes connections and says nothing for 8 s', async (name) => {
    const network = system.networks[name]
    await underFault(system, expected, `the ${name} silent, 8 s`, {
      lasts: 8,
      begin: () => {
        network.mode = 'silent'
      },
      end: () => {
        network.mode = 'pass'
      },
    })
    await noDeadLetters()
  })

  it.each(['bucket', 'registry'] as const)('the %s answers 500 for 5 s', async (name) => {
    const network = system.networks[name]
    await underFault(system, expected, `the ${name} answers 500, 5 s`, {
      lasts: 5,
      begin: () => {
        network.mode = 'http-500'
      },
      end: () => {
        network.mode = 'pass'
      },
    })
    await noDeadLetters()
  })

  it('every service is restarted in turn under load', async () => {
    await underFault(system, expected, 'rolling restart of all five services', {
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
    await noDeadLetters()
  })
})
