import { writeFileSync } from 'node:fs'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { applyTopics } from '@floatchat/kafka/applyTopics'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../src/eventually.ts'
import { faultTable, record } from '../src/faults/faultTable.ts'
import { realFlow } from '../src/faults/realFlow.ts'
import { type Fault, rowsAstray, underFault, undisturbed } from '../src/faults/underFault.ts'
import { serviceNames } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'
import { BrokerDisk } from './BrokerDisk.ts'
import { allInSync, countedPartitions, kafkaOf, partitionsTaken } from './inSync.ts'
import { askedAgain, mirroredFiles, openMirrors } from './mirrorsOfCluster.ts'
import { leadersOf, moveLeaders } from './moveLeaders.ts'
import { type Broker, type ClusteredSystem, openClusteredSystem } from './openClusteredSystem.ts'

/** Two of every service. */
const scale = Object.fromEntries(serviceNames.map((name) => [name, 2]))
const copies = 3

/** `npm run test:faults the-cluster` runs this part alone and ends with its table of docs/faults.md. */
describe('while real files flow through a cluster', () => {
  let system: ClusteredSystem
  let expected: string
  beforeAll(async () => {
    system = await openClusteredSystem('cluster', { scale })
    expected = await undisturbed(system, realFlow)
  }, 600_000)
  afterEach(async () => {
    await system.mend()
    await allInSync(system, copies)
  }, 180_000)
  afterAll(async () => {
    const table = faultTable()
    console.log(table)
    if (process.env.FAULTS_REPORT !== undefined) writeFileSync(process.env.FAULTS_REPORT, `${table}\n`)
    await system?.close()
  })
  const strike = (fault: Fault) => underFault(system, { flow: realFlow, expected }, fault)
  const broker = (id: number): Broker => {
    const found = system.brokers.find(({ node }) => node.id === id)
    if (found === undefined) throw new Error(`there is no broker ${id}`)
    return found
  }

  describe.each([1, 2, 3])('broker %i', (id) => {
    it('is killed', async () => {
      const { node } = broker(id)
      await strike({
        name: `SIGKILL of broker ${id} of 3`,
        lasts: 5,
        begin: () => node.signal('SIGKILL'),
        end: () => node.start(),
      })
    })

    it('stands still for 12 s, longer than the others wait for it', async () => {
      const { node } = broker(id)
      await strike({
        name: `SIGSTOP of broker ${id} of 3, 12 s`,
        lasts: 12,
        begin: () => node.signal('SIGSTOP'),
        end: () => node.signal('SIGCONT'),
      })
    })

    it('is cut off from its clients for 8 s', async () => {
      const { clients } = broker(id)
      await strike({
        name: `broker ${id} of 3 cut off from its clients, 8 s`,
        lasts: 8,
        begin: () => {
          clients.mode = 'cut'
        },
        end: () => {
          clients.mode = 'pass'
        },
      })
    })

    it('is cut off from its clients and the other brokers for 8 s', async () => {
      const { clients, brokers } = broker(id)
      await strike({
        name: `broker ${id} of 3 cut off from clients and brokers, 8 s`,
        lasts: 8,
        begin: () => {
          clients.mode = 'cut'
          brokers.mode = 'cut'
        },
        end: () => {
          clients.mode = 'pass'
          brokers.mode = 'pass'
        },
      })
    })
  })

  it('all brokers are restarted in turn', async () => {
    await strike({
      name: 'rolling restart of all three brokers',
      times: 3,
      lasts: 1,
      begin: async () => {
        for (const { node } of system.brokers) {
          await node.stop()
          await node.start()
          await node.ready()
          await allInSync(system, copies)
        }
      },
      end: () => undefined,
    })
  })

  it('every partition is led by another broker, twice', async () => {
    const kafka = kafkaOf(system)
    const leaders = await leadersOf(kafka, system.env.TOPIC_PREFIX ?? '')
    await strike({
      name: 'every partition led by another broker, and back',
      times: 2,
      lasts: 8,
      begin: () => moveLeaders(kafka, leaders),
      end: () => moveLeaders(kafka, leaders, 'back'),
    })
    const moved = await leadersOf(kafka, system.env.TOPIC_PREFIX ?? '')
    expect(moved.length).toBe(leaders.length)
  })

  it.skipIf(process.getuid?.() !== 0)('the disk of a broker is full, which ends it', async () => {
    const { node } = broker(2)
    const disk = await BrokerDisk.mount(node)
    try {
      await allInSync(system, copies)
      await strike({
        name: 'the disk of broker 2 of 3 full, the broker ended by it',
        lasts: 8,
        begin: () => disk.fill(),
        end: async () => {
          await node.ended()
          disk.empty()
          await node.start()
        },
      })
    } finally {
      await disk.close()
    }
  })

  it('the topics get twice as many partitions while files are in flight', async () => {
    const options = { topicPrefix: system.env.TOPIC_PREFIX ?? '', replicationFactor: copies, minInSyncReplicas: 2 }
    const kafka = kafkaOf(system)
    const began = await countedPartitions(kafka, options.topicPrefix)
    await strike({
      name: `partitions added, ${began} to ${2 * began} of each topic`,
      lasts: 20,
      begin: () => applyTopics(kafka, { ...options, partitions: 2 * began }),
      end: () => undefined,
    })
    // What comes now is on the new partitions too, and somebody has each of them.
    await eventually(async () => {
      expect(await partitionsTaken(system)).toEqual([2 * began, 2 * began, 2 * began])
    }, 60)
    await strike({
      name: `the same files on ${2 * began} partitions`,
      times: 0,
      lasts: 0,
      begin: () => undefined,
      end: () => undefined,
    })
  })

  it.each(serviceNames)('one of two instances of the %s is killed', async (name) => {
    const service = system.of(name)
    await strike({
      name: `SIGKILL of one of two ${name}s`,
      lasts: 3,
      begin: () => service.end('SIGKILL'),
      end: () => service.start(),
    })
    await service.ready()
  })

  it('the mirror that leads is killed in the middle of a run, three times', async () => {
    const kills = 3
    await emptyTables(system.database)
    const mirrors = await openMirrors(system)
    let over = 0
    try {
      for (let kill = 0; kill < kills; kill += 1) {
        const leader = await mirrors.leader()
        // The index, then a file for each request.
        await askedAgain(mirrors.source, 12)
        await leader.end('SIGKILL')
        over = performance.now()
        expect(await mirrors.held()).toBeLessThan(mirroredFiles.length)
        // The other leads from now on.
        expect(await mirrors.leader()).not.toBe(leader)
        leader.start()
      }
      await eventually(async () => expect(await mirrors.held()).toBe(mirroredFiles.length), 240)
    } finally {
      await mirrors.close()
    }
    const wellAfter = (performance.now() - over) / 1000
    const mirrored = await system.digest()
    const uploaded = await undisturbed(system, mirroredFiles)
    record({
      ...{ fault: 'SIGKILL of the mirror that leads, one of two', times: kills, jobs: mirroredFiles.length, failed: 0 },
      ...rowsAstray(uploaded, mirrored),
      ...{ letters: 0, longestStall: Number.NaN, wellAfter },
    })
    expect(mirrored).toBe(uploaded)
    expect(await findDeadLetters(system.database.pool, { status: 'open' })).toEqual([])
  })

  it('the pooler is killed and started again', async () => {
    await strike({
      name: 'SIGKILL of the pooler before the database',
      lasts: 3,
      begin: () => system.pooler.stop('by force'),
      end: () => system.pooler.start(),
    })
  })

  it('the primary is killed and the standby takes over', async () => {
    const { databases } = system
    await strike({
      name: 'SIGQUIT of the primary database, the standby promoted',
      lasts: 1,
      begin: async () => {
        databases.primary.signal('SIGQUIT')
        await databases.primary.ended()
        await system.failOver()
      },
      end: () => undefined,
    })
    await databases.renewStandby()
    expect(await system.digest()).toBe(expected)
  })
})
