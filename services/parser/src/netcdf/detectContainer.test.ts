import { expect, test } from 'vitest'
import { inMemory } from '../../test/support/inMemory.ts'
import { detectContainer } from './detectContainer.ts'

// The name says nothing: everything here is called the same.
const detect = (bytes: string) => detectContainer(inMemory(Buffer.from(bytes, 'latin1'), 'profile.nc'), 'profile.nc')

test.each([
  ['CDF-1', 'CDF\x01\0\0\0\0'],
  ['CDF-2', 'CDF\x02\0\0\0\0'],
  ['CDF-5', 'CDF\x05\0\0\0\0'],
  ['HDF5', '\x89HDF\r\n\x1a\n\0'],
  ['HDF5', `${'\0'.repeat(512)}\x89HDF\r\n\x1a\n`],
  ['HDF5', `${'\0'.repeat(2 ** 20)}\x89HDF\r\n\x1a\n`],
  ['zip', 'PK\x03\x04\x14'],
  ['zip', 'PK\x05\x06\0\0'],
  ['zip', `#!/bin/sh\nPK\x05\x06${'\0'.repeat(18)}`],
])('%s by its first bytes', (container, bytes) => {
  expect(detect(bytes)).toBe(container)
})

test.each([
  ['is empty', ''],
  ['is compressed by gzip', '\x1f\x8b\x08'],
  ['is NetCDF of a version that does not exist', 'CDF\x03'],
  ['is a web page', '\n<!DOCTYPE html><html>'],
  ['is an HDF4 file', '\x0e\x03\x13\x01'],
  ['is a text', 'platform,cycle\n2902001,12\n'],
  ['is neither NetCDF nor a zip', '\xff\xd8\xff\xe0\0\x10JFIF'],
])('a file that %s is refused by that name', (what, bytes) => {
  const refusal = {
    code: 'NOT_NETCDF',
    retryable: false,
    message: expect.stringMatching(new RegExp(`^profile.nc ${what}`)),
  }
  expect(() => detect(bytes)).toThrow(expect.objectContaining(refusal))
})
