/**
 * A large database made by ingesting, with the default settings: how fast the first and the last million levels go in,
 * what the services and the tables take, how long questions, backup, restore and vacuum take.
 *
 *   node bench/scale/run.ts [--levels 100000000] [--until 2026-01-31T18:00] [--home FOLDER] [--keep]
 *
 * The report grows in FOLDER/report.md. With --keep, or where the folder was named, the system stays; `--levels 0
 * --home FOLDER` measures it again.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FloatFactory } from './FloatFactory.ts'
import { ingestLevels } from './ingestLevels.ts'
import { backupTable, sizesTable, vacuumTable } from './keeping.ts'
import { askAll } from './questions.ts'
import { memoryTable, ratesTable } from './rates.ts'
import { type Sample, scaleSystem } from './scaleSystem.ts'

const { values } = parseArgs({
  options: {
    levels: { type: 'string', default: '100000000' },
    until: { type: 'string' },
    home: { type: 'string' },
    keep: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '8' },
  },
})
const system = await scaleSystem(values.home, values.keep || values.home !== undefined)
const { home } = system
try {
  await ingest()
  report('Memory', memoryTable(samplesSoFar()))
  report('Rate', ratesTable(samplesSoFar()))
  report('Questions at the end', await askAll(system))
  report('Vacuum', await vacuumTable(system))
  report('Size', await sizesTable(system))
  report('Questions after the vacuum', await askAll(system))
  report('Backup', await backupTable(system, home))
} finally {
  await system.close()
}

async function ingest(): Promise<void> {
  const levels = Number(values.levels)
  if (levels === 0) return
  const until = values.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(values.until)
  await ingestLevels(system, await FloatFactory.open(), {
    home,
    levels,
    until,
    atOnce: Number(values['at-once']),
    afterFirstMillion: async () => report('Questions after the first million', await askAll(system)),
  })
}

function samplesSoFar(): Sample[] {
  const path = join(home, 'samples.ndjson')
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample)
}

function report(title: string, text: string): void {
  console.log(`\n### ${title}\n\n${text}`)
  appendFileSync(join(home, 'report.md'), `\n### ${title}\n\n${text}\n`)
}
