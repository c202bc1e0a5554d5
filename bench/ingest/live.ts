/**
 * A small file every second while thousands of others are on their way: as a folder in the bulk lane, as one zip, and as
 * held files that are reprocessed. How long each takes from its first byte to `succeeded`, and what it costs the many.
 *
 *   node bench/ingest/live.ts --data FOLDER [--files 3000] [--only folder|zip|reprocess]
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { askPatiently } from '@floatchat/cli/ingest/askGateway'
import { z } from 'zod'
import { benchSystem } from './benchSystem.ts'
import { DistinctFiles } from './distinctFiles.ts'
import { LiveUploads, within } from './LiveUploads.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, files: { type: 'string', default: '3000' }, only: { type: 'string' } },
})
if (values.data === undefined) throw new Error('Say with --data where real files are.')
const count = Number(values.files)
const operation = z.object({ operation_id: z.string(), state: z.string(), files: z.object({ total: z.number() }) })
const distinct = new DistinctFiles(values.data)
const system = await benchSystem()
const folder = (name: string) => join(system.home, 'files', name)
const live = new LiveUploads(system.gateway, () => distinct.make(folder('single'), 1)[0] ?? '')
try {
  await system.upload(distinct.make(folder('warm'), 200), 8)
  await system.allEnded()
  console.log('| | files/s of the many | single files | median, s | p95, s | longest, s |')
  console.log('|---|---|---|---|---|---|')
  await report('nothing else', async () => sleep(15_000), 0)
  const isMeant = (name: string) => values.only === undefined || values.only === name
  if (isMeant('folder')) {
    await report('a folder, alone', async () => sendFolder('alone'), count, false)
    await report('a folder', async () => sendFolder('beside'), count)
  }
  if (isMeant('zip')) {
    const alone = zipOf('zip-alone')
    await report('a zip, alone', async () => sendZip(alone), count, false)
    const beside = zipOf('zip-beside')
    await report('a zip', async () => sendZip(beside), count)
  }
  if (isMeant('reprocess')) {
    await sendFolder('held')
    await system.allEnded()
    const held = await beginReprocess(true)
    await report('reprocessing, alone', reprocess, held, false)
    await report('reprocessing', reprocess, held)
  }
} finally {
  await system.close()
}

/** With a dry run how many files there would be. */
async function beginReprocess(dryRun: true): Promise<number>
async function beginReprocess(dryRun: false): Promise<string>
async function beginReprocess(dryRun: boolean): Promise<number | string> {
  const body = { kind: 'reprocess', all: true, dry_run: dryRun }
  const schema = z.union([operation, z.object({ files: z.number() })])
  const answer = await askPatiently(system.gateway, { path: '/api/v1/operations', body }, schema)
  return 'operation_id' in answer ? answer.operation_id : answer.files
}

/** Reads again what is held, and waits for the end. */
async function reprocess(): Promise<void> {
  const path = `/api/v1/operations/${await beginReprocess(false)}`
  while ((await askPatiently(system.gateway, { path }, operation)).state !== 'done') await sleep(200)
}

async function sendFolder(name: string): Promise<void> {
  await system.command(['ingest', ...distinctFolder(name)])
}

function distinctFolder(name: string): string[] {
  distinct.make(folder(name), count)
  return [folder(name)]
}

function zipOf(name: string): string {
  distinct.make(folder(name), count)
  const script = 'import sys,shutil; shutil.make_archive(sys.argv[1], "zip", sys.argv[1])'
  execFileSync('python3', ['-c', script, folder(name)])
  return `${folder(name)}.zip`
}

async function sendZip(path: string): Promise<void> {
  await live.ended(path)
}

async function report(title: string, many: () => Promise<void>, files: number, withSingles = true): Promise<void> {
  const { seconds, singles } = await live.beside(many, withSingles)
  const at = (share: number) => within(singles, share)
  const rate = files === 0 ? '–' : (files / seconds).toFixed(1)
  console.log(`| ${title} | ${rate} | ${singles.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`)
}
