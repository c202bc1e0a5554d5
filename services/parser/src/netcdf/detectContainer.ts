import { permanent } from '@floatchat/contracts/IngestionError'
import type { Container } from '@floatchat/netcdf/NetcdfFile'
import { zipExtent } from '../archive/zipExtent.ts'
import type { LocalFile } from './LocalFile.ts'

const hdf5Signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')
/** A user block may come before the signature: HDF5 looks at 0, 512 and every double of that. */
const firstUserBlock = 512
const headBytes = 8192
/** A local file header, the end record that is all of an empty zip. Others begin with a program or the mark of a part. */
const zipStarts = ['PK\x03\x04', 'PK\x05\x06']

/** What else people send under the name of NetCDF, by its first bytes. */
const magics: readonly [start: string, what: string][] = [
  ['\x1f\x8b', 'is compressed by gzip; unpack it and send the file inside'],
  ['BZh', 'is compressed by bzip2; unpack it and send the file inside'],
  ['\xfd7zXZ', 'is compressed by xz; unpack it and send the file inside'],
  ['7z\xbc\xaf', 'is a 7-Zip archive; send a zip or the files inside'],
  ['\x0e\x03\x13\x01', 'is an HDF4 file, not NetCDF'],
  ['CDF', 'is NetCDF of a version that does not exist'],
  ['GRIB', 'is a GRIB file, not NetCDF'],
  ['%PDF', 'is a PDF document, not NetCDF'],
]
const texts: readonly [pattern: RegExp, what: string][] = [
  [/^\s*<(!doctype html|html|head|body)/i, 'is a web page, not NetCDF: the download of it must have failed'],
  [/^\s*<\?xml/i, 'is an XML document, not NetCDF'],
  [/^[\s\x21-\x7e]+$/, 'is a text, not NetCDF'],
]

/**
 * What a file is, by its first bytes and never by its name.
 *
 * @param filename what the user calls the file, for the sentence.
 * @throws IngestionError NOT_NETCDF with a sentence that says what the file is instead.
 */
export function detectContainer(file: LocalFile, filename: string): Container | 'zip' {
  const head = Buffer.alloc(Math.min(headBytes, file.sizeBytes))
  file.read(head, 0)
  if (head.length === 0) throw permanent('NOT_NETCDF', `${filename} is empty.`)
  const start = head.toString('latin1', 0, 4)
  if (start === 'CDF\x01') return 'CDF-1'
  if (start === 'CDF\x02') return 'CDF-2'
  if (start === 'CDF\x05') return 'CDF-5'
  if (zipStarts.includes(start)) return 'zip'
  if (hasHdf5Signature(file)) return 'HDF5'
  if (zipExtent(file) !== undefined) return 'zip'
  const text = head.toString('latin1', 0, 512)
  const [, what = 'is neither NetCDF nor a zip'] =
    magics.find(([magic]) => text.startsWith(magic)) ?? texts.find(([pattern]) => pattern.test(text)) ?? []
  throw permanent('NOT_NETCDF', `${filename} ${what}.`)
}

function hasHdf5Signature(file: LocalFile): boolean {
  const found = Buffer.alloc(hdf5Signature.length)
  for (let at = 0; at < file.sizeBytes; at = at === 0 ? firstUserBlock : at * 2) {
    if (file.read(found, at) === found.length && found.equals(hdf5Signature)) return true
  }
  return false
}
