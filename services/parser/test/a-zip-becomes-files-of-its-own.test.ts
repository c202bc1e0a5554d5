import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { ArchiveReport, FileStaged } from '@floatchat/contracts/generated/records'
import { memberFileId } from '@floatchat/contracts/memberFileId'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { brokenFile, oddFile } from './support/argoFiles.ts'
import { openParser } from './support/openParser.ts'

let parser: Awaited<ReturnType<typeof openParser>>
beforeAll(async () => {
  parser = await openParser('parser-zip', {
    ARCHIVE_MAX_MEMBER_BYTES: '1000000',
    ARCHIVE_MAX_BYTES: '2000000',
    ARCHIVE_MAX_MEMBERS: '50',
  })
})
afterAll(() => parser[Symbol.asyncDispose]())
afterEach(async () => expect(await parser.leftovers()).toEqual([]))

type Members = Readonly<Record<string, Buffer | string>>

async function zip(members: Members, options: { zip64?: boolean } = {}): Promise<Buffer> {
  const file = new ZipFile()
  for (const [path, content] of Object.entries(members)) {
    if (path.endsWith('/')) file.addEmptyDirectory(path)
    else file.addBuffer(Buffer.from(content), path, { forceZip64Format: options.zip64 ?? false })
  }
  file.end({ forceZip64Format: options.zip64 ?? false })
  return buffer(file.outputStream)
}

async function expand(bytes: Buffer, of = parser) {
  const file = await of.stage('upload.zip', bytes)
  const outputs = await of.handle(file)
  const staged = outputs.filter((each) => each.type === 'FileStaged').map((each) => each.value as FileStaged)
  const last = outputs.at(-1)?.value as { archive: ArchiveReport; done: number; total: number; state: string }
  return { file, staged, report: last.archive, last }
}

const core = coreSingleProfile().bytes
const bgc = bgcMultiProfile().bytes

test.each([false, true])('members are staged with the bytes that were packed (zip64: %s)', async (zip64) => {
  const { file, staged, report, last } = await expand(
    await zip({ 'a/R2902001_012.nc': core, 'b/deep/SR2902999_001.NC4': bgc }, { zip64 }),
  )
  expect(report).toEqual({ members_total: 2, members_staged: 2, members_ignored: 0, rejected: [], warnings: [] })
  expect(last).toMatchObject({ state: 'DONE', done: 2, total: 2 })
  for (const [number, [path, bytes]] of [
    ['a/R2902001_012.nc', core],
    ['b/deep/SR2902999_001.NC4', bgc],
  ].entries()) {
    const member = staged[number]
    expect(member).toMatchObject({
      job_id: file.job_id,
      file_id: memberFileId(file.file_id, number),
      dataset_id: null,
      parent_dataset_id: 7,
      reason: 'ARCHIVE_MEMBER',
      filename: (path as string).split('/').at(-1),
      archive: { archive_file_id: file.file_id, member_path: path, member_number: number, members_total: 2 },
      sha256: createHash('sha256')
        .update(bytes as Buffer)
        .digest('hex'),
    })
    expect(await parser.bucket.get(member?.object_key ?? '')).toEqual(bytes)
    expect(await parser.handle(member as FileStaged)).not.toHaveLength(0)
  }
})

test('expanding again gives the same files again', async () => {
  const file = await parser.stage('upload.zip', await zip({ 'a.nc': core }))
  const [once, again] = [await parser.handle(file), await parser.handle(file)]
  const identity = (each: typeof once) =>
    each
      .filter(({ type }) => type === 'FileStaged')
      .map(({ value }) => [(value as FileStaged).file_id, (value as FileStaged).object_key])
  expect(identity(once)).toEqual(identity(again))
})

test('what is beside the NetCDF files is ignored and counted', async () => {
  const { report } = await expand(
    await zip({
      'folder/': '',
      'a.nc': core,
      'README.txt': 'x',
      '__MACOSX/._a.nc': 'x',
      '.hidden.nc': 'x',
      'inner.zip': await zip({ 'b.nc': core }),
    }),
  )
  expect(report).toEqual({
    ...{ members_total: 1, members_staged: 1, members_ignored: 4, rejected: [] },
    warnings: [
      "Of the zip's files only .nc, .nc4 and their .gz are read; these look like data and were left out: inner.zip.",
    ],
  })
})

test('a compressed NetCDF file within is expanded, one that is damaged is listed', async () => {
  const { staged, report } = await expand(
    await zip({
      'a/R2902001_012.nc.gz': gzipSync(core),
      'b.NC.GZ': 'no gzip',
      'c.nc.gz': gzipSync(core).subarray(0, 900),
    }),
  )
  expect(staged).toMatchObject([
    {
      filename: 'R2902001_012.nc',
      size_bytes: core.length,
      sha256: createHash('sha256').update(core).digest('hex'),
      archive: { member_path: 'a/R2902001_012.nc.gz', member_number: 0 },
    },
  ])
  expect(await parser.bucket.get(staged[0]?.object_key ?? '')).toEqual(core)
  expect(report.rejected).toMatchObject([
    { member_path: 'b.NC.GZ', reason: 'b.NC.GZ is damaged: it is no sound gzip (incorrect header check).' },
    { member_path: 'c.nc.gz', reason: 'c.nc.gz is damaged: it is no sound gzip (unexpected end of file).' },
  ])
})

test('what a compressed member expands to is held against the limits while it expands', async () => {
  const large = gzipSync(Buffer.alloc(1_000_001))
  const half = gzipSync(Buffer.alloc(900_000))
  const names = ['1', '2', '3', '4', '5'].map((name) => [`${name}.nc.gz`, half])
  const { staged, report } = await expand(await zip({ '0.nc.gz': large, ...Object.fromEntries(names), '6.nc': core }))
  const beyond = 'would take the zip beyond the 2000000 bytes after expansion that are taken.'
  expect(report.rejected.map((each) => each.reason)).toEqual([
    expect.stringMatching(/^0.nc.gz has \d+ bytes after expansion, more than the 1000000 allowed.$/),
    `4.nc.gz ${beyond}`,
    `5.nc.gz ${beyond}`,
  ])
  expect(staged.map((each) => each.filename)).toEqual(['1.nc', '2.nc', '3.nc', '6.nc'])
})

describe('a zip is found', () => {
  const program = Buffer.from(`#!/bin/sh\n${'echo expanding\n'.repeat(60)}`)
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['behind the mark of a zip in parts that is whole', (bytes) => Buffer.concat([Buffer.from('PK00'), bytes])],
    ['behind the mark of a zip in parts', (bytes) => Buffer.concat([Buffer.from('PK\x07\x08'), bytes])],
    ['behind a program', (bytes) => Buffer.concat([program, bytes])],
    [
      'behind a program of Windows',
      (bytes) => Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(70_000, 7), bytes]),
    ],
    ['before a line end', (bytes) => Buffer.concat([bytes, Buffer.from('\r\n')])],
    ['before much that was appended', (bytes) => Buffer.concat([bytes, Buffer.alloc(60_000, 'signature ')])],
    ['with a comment', (bytes) => withComment(bytes, 'made by PK\x05\x06 a tool')],
  ])('%s', async (_what, change) => {
    for (const zip64 of [false, true]) {
      const { staged, report } = await expand(change(await zip({ 'a.nc': core, 'b.nc': bgc }, { zip64 })))
      expect(report).toMatchObject({ members_total: 2, members_staged: 2, rejected: [] })
      expect(await parser.bucket.get(staged[1]?.object_key ?? '')).toEqual(bgc)
    }
  })

  function withComment(bytes: Buffer, comment: string): Buffer {
    const commented = Buffer.concat([bytes, Buffer.from(comment, 'latin1')])
    commented.writeUInt16LE(comment.length, bytes.length - 2)
    return commented
  }
})

test('a member that is mostly fill is no bomb', async () => {
  await using parser = await openParser('parser-fill')
  const { report } = await expand(await zip({ 'fill.nc': Buffer.alloc(30_000_000), 'a.nc': core }), parser)
  expect(report).toMatchObject({ members_staged: 2, rejected: [] })
})

test('a zip of members that are harmless each by itself is refused where they are not together', async () => {
  await using parser = await openParser('parser-many')
  const fill = Buffer.alloc(60_000_000)
  const members = Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`${index}.nc`, fill]))
  await expect(expand(await zip(members), parser)).rejects.toMatchObject({
    code: 'BAD_ARCHIVE',
    message: 'upload.zip expands to more than 250 times its size.',
  })
})

test('a zip within a zip is expanded where the depth allows', async () => {
  await using deep = await openParser('parser-deep', { ARCHIVE_MAX_DEPTH: '2' })
  const inner = await zip({ 'b.nc': bgc, 'third.zip': await zip({ 'c.nc': core }) })
  const { staged, report } = await expand(await zip({ 'a.nc': core, 'inner.zip': inner, 'broken.zip': 'no zip' }), deep)
  expect(staged.map((each) => each.archive?.member_path)).toEqual(['a.nc', 'inner.zip/b.nc'])
  expect(report).toMatchObject({ members_total: 2, members_staged: 2, members_ignored: 1 })
  expect(report.rejected).toMatchObject([{ member_path: 'broken.zip' }])
  expect(await deep.leftovers()).toEqual([])
})

describe('a bad member is listed and the others succeed', () => {
  /** The place of a member's record in the directory at the end of the zip. */
  const directoryEntry = (bytes: Buffer, path: string) => bytes.lastIndexOf(Buffer.from(path)) - 46

  test('encrypted', async () => {
    const bytes = await zip({ 'good.nc': core, 'secret.nc': core })
    const at = directoryEntry(bytes, 'secret.nc')
    bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8)
    const { report } = await expand(bytes)
    expect(report.rejected).toEqual([
      { member_path: 'secret.nc', reason: 'secret.nc is encrypted: zip it again without a password.' },
    ])
    expect(report.members_staged).toBe(1)
  })

  test('damaged, so that its checksum is wrong: nothing of it stays in the bucket', async () => {
    const bytes = await zip({ 'good.nc': core, 'torn.nc': core })
    const at = directoryEntry(bytes, 'torn.nc')
    bytes.writeUInt32LE(bytes.readUInt32LE(at + 16) ^ 1, at + 16)
    const { file, report } = await expand(bytes)
    expect(report.rejected).toEqual([{ member_path: 'torn.nc', reason: 'torn.nc is damaged: its checksum is wrong.' }])
    expect(await parser.bucket.stat(`raw-uploads/${file.dataset_id}/members/00001-torn.nc`)).toBeUndefined()
  })

  test('larger than the directory says', async () => {
    const bytes = await zip({ 'good.nc': core, 'liar.nc': core })
    bytes.writeUInt32LE(100, directoryEntry(bytes, 'liar.nc') + 24)
    expect((await expand(bytes)).report.rejected).toMatchObject([
      { member_path: 'liar.nc', reason: expect.stringContaining('is damaged') },
    ])
  })

  test('too large, or expanding beyond reason', async () => {
    const { report } = await expand(await zip({ 'good.nc': core, 'large.nc': Buffer.alloc(1_000_001) }))
    expect(report.rejected).toEqual([
      { member_path: 'large.nc', reason: 'large.nc has 1000001 bytes after expansion, more than the 1000000 allowed.' },
    ])
  })

  test('a zip under the name of a NetCDF file', async () => {
    const { staged } = await expand(await zip({ 'inner.nc': await zip({ 'a.nc': core }) }))
    await expect(parser.handle(staged[0] as FileStaged)).rejects.toMatchObject({
      code: 'BAD_ARCHIVE',
      message: 'inner.nc is a zip, not NetCDF: send it by itself.',
    })
  })
})

describe('a zip that is bad as a whole fails', () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`${index}.nc`, 'x']))
  const large = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.nc`, Buffer.alloc(900_000, 'argo float')]))
  test.each<[string, () => Promise<Buffer>, string]>([
    ['without a member', () => zip({}), 'upload.zip holds no NetCDF file: it is empty.'],
    [
      'of data that is not opened',
      () => zip({ 'a.tar': 'x', 'b.cdf': 'x', 'c.nc.bz2': 'x', 'd.nc.part': 'x', 'e.txt': 'x' }),
      'these look like data and were left out: a.tar, b.cdf, c.nc.bz2, d.nc.part.',
    ],
    [
      'without NetCDF',
      () => zip({ 'a.txt': 'x' }),
      'upload.zip holds no NetCDF file: none of its 1 files ends in .nc or .nc4.',
    ],
    ['cut short', async () => (await zip({ 'a.nc': core })).subarray(0, 400), 'upload.zip cannot be read as a zip'],
    ['of too many members', () => zip(many), 'upload.zip has more than 50 NetCDF files'],
    ['of too many bytes', () => zip(large), 'upload.zip has more than 2000000 bytes after expansion'],
  ])('%s', async (_what, bytes, sentence) => {
    await expect(expand(await bytes())).rejects.toMatchObject({
      code: 'BAD_ARCHIVE',
      retryable: false,
      message: expect.stringContaining(sentence),
    })
  })
})

describe('zips of others are expanded', () => {
  test.each([
    ['z_spanned_marker.zip', ['R.nc']],
    ['z_trailing.zip', ['R.nc']],
    ['z_members_gz.zip', ['R2901623_000.nc', 'R2901623_001.nc']],
    ['mostly_fill.zip', ['13857_prof.nc']],
  ])('%s', async (name, files) => {
    await using parser = await openParser('parser-odd-zip')
    const { staged, report } = await expand(readFileSync(oddFile(name)), parser)
    expect(report.rejected).toEqual([])
    expect(staged.map(({ filename }) => filename)).toEqual(files)
    for (const file of staged) expect((await parser.handle(file)).at(-1)?.type).toBe('FileParsed')
  })
})

describe('hostile zips cost nothing', () => {
  test.each([
    ['zipbomb.zip', 'big.nc expands to 1029 times its size, more than the 250 times allowed.'],
    [
      'zipslip.zip',
      '../../evil.nc has a path that leads out of the archive. /abs.nc has a path that leads out of the archive.',
    ],
  ])('%s', async (name, sentence) => {
    await using parser = await openParser('parser-hostile')
    const began = performance.now()
    const bytes = readFileSync(brokenFile(name))
    await expect(expand(bytes, parser)).rejects.toMatchObject({
      code: 'BAD_ARCHIVE',
      message: `Not one NetCDF file of upload.zip can be taken. ${sentence}`,
    })
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(existsSync('/abs.nc') || existsSync('/tmp/evil.nc')).toBe(false)
    const left = await Array.fromAsync(parser.bucket.list('raw-uploads/7/members/'))
    expect(left).toEqual([])
  })
})

test('a member that comes back soon is not fetched from the bucket, and later it is', async () => {
  const { staged } = await expand(await zip({ 'R2902001_012.nc': core }))
  const [member] = staged
  if (member === undefined) throw new Error('none')
  const stored = await parser.bucket.get(member.object_key)
  await parser.bucket.remove(member.object_key)
  const types = async () => (await parser.handle(member)).map(({ type }) => type)
  expect(await types()).toContain('ProfileParsed')
  await expect(types()).rejects.toMatchObject({ code: 'OBJECT_MISSING' })
  await parser.bucket.put(member.object_key, stored)
  expect(await types()).toContain('ProfileParsed')
})
