/**
 * The walls between the rooms, over every package.json and every import:
 *
 * - a library that one room is for is imported there and nowhere else;
 * - services import packages, packages import packages, apps import packages; nobody imports a service or an app,
 *   and what is for development (`dev/`) is imported by tests alone, so that none of it comes into the image;
 * - another package is imported by its name, through what its `exports` say, and only where it is a dependency;
 * - no string names a source file of another room: what runs that file would pass through the wall unseen.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path/posix'

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** Which folders may import a library. */
const libraries: readonly (readonly [library: RegExp, rooms: readonly string[]])[] = [
  // In dev/histories a log in memory stands in for it.
  [/^kafkajs$/, ['packages/kafka', 'dev/histories']],
  [/^(avsc|@kafkajs\/.*)$/, ['packages/contracts']],
  [/^minio$/, ['packages/objects']],
  [/^(slonik|pg)$/, ['packages/db', 'dev/stack']],
  [/^testcontainers$/, ['dev/stack']],
  [/^(netcdfjs|yauzl)$/, ['services/parser']],
  // In dev/fixtures it writes what the parser is to read.
  [/^h5wasm$/, ['services/parser', 'dev/fixtures']],
  [/^openai$/, ['services/summarizer']],
  [/^(hono|@hono\/node-server)$/, ['services/gateway']],
]

const rooms = globSync('{packages,services,apps,dev,system-tests,bench,deploy,examples}/{,*/}package.json', {
  exclude: (path) => path.includes('node_modules'),
}).map(dirname)
const manifests = new Map(
  rooms.map((room) => [room, JSON.parse(readFileSync(join(room, 'package.json'), 'utf8')) as Manifest]),
)
const roomOfName = new Map([...manifests].map(([room, { name }]) => [name, room]))
const walled = /^(packages|services|apps|dev)\//
const problems: string[] = []

for (const [room, manifest] of manifests) {
  const sources = globSync(`${room}/**/*.{ts,tsx}`, {
    exclude: (path) => path.includes('node_modules') || path.endsWith('/dist'),
  })
  for (const file of sources) checkFile(file, room, manifest)
}
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)

function checkFile(file: string, room: string, manifest: Manifest): void {
  const text = readFileSync(file, 'utf8')
  const isTest = /(\.test\.ts|\.faults\.ts)x?$|\/test\//.test(file) || !walled.test(room)
  for (const specifier of importsOf(text)) {
    const sentence = specifier.startsWith('.')
      ? checkRelative(file, room, specifier)
      : (checkLibrary(room, specifier) ?? checkPackage(room, manifest, specifier, isTest))
    if (sentence !== undefined) problems.push(`${file}: '${specifier}' ${sentence}`)
  }
  if (isTest || !walled.test(room)) return
  for (const [, path = ''] of text.matchAll(
    /['"`]((?:packages|services|apps|dev)\/[\w-]+\/(?:src|scripts)\/[^'"`\s]*)['"`]/g,
  )) {
    if (!path.startsWith(`${room}/`)) problems.push(`${file}: the string '${path}' names a file of another room.`)
  }
}

function* importsOf(text: string): Generator<string> {
  for (const [, , specifier = ''] of text.matchAll(/\b(from|import|import\()\s*['"]([^'"\n]+)['"]/g)) yield specifier
}

function checkRelative(file: string, room: string, specifier: string): string | undefined {
  const target = normalize(join(dirname(file), specifier))
  return target.startsWith(`${room}/`) ? undefined : 'leaves its package: import the other by its name.'
}

function checkLibrary(room: string, specifier: string): string | undefined {
  if (!walled.test(room)) return
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const rule = libraries.find(([library]) => library.test(name))
  return rule === undefined || rule[1].includes(room) ? undefined : `is for ${rule[1].join(' and ')} alone.`
}

function checkPackage(room: string, manifest: Manifest, specifier: string, isTest: boolean): string | undefined {
  const [, name = '', path = ''] = /^(@floatchat\/[\w-]+)\/(.+)$/.exec(specifier) ?? []
  const target = roomOfName.get(name)
  if (target === undefined || target === room) return
  const kind = target.split('/')[0]
  if (!isTest && kind === 'dev' && !room.startsWith('dev/')) return 'is for development and tests.'
  if (walled.test(room) && !room.startsWith('dev/') && (kind === 'services' || kind === 'apps') && !isTest)
    return 'is a service or an app: no room imports one.'
  const declared = { ...manifest.dependencies, ...(isTest ? manifest.devDependencies : {}) }
  if (declared[name] === undefined) return `is no dependency of ${room}.`
  if (manifests.get(target)?.exports?.[`./${path}`] === undefined)
    return `is not public: ${target}/package.json does not export it.`
}
