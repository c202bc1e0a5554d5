import { newRunId } from '@floatchat/contracts/newRunId'
import type { filesStaged, filesWaiting, jobsProgress, profilesParsed } from '@floatchat/contracts/topics'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Handle } from '@floatchat/stage/Stage'
import type { ArchiveLimits } from './archive/ArchiveLimits.ts'
import { expandArchive } from './archive/expandArchive.ts'
import { isLargeZip } from './archive/isLargeZip.ts'
import { refuseNested } from './archive/refuseNested.ts'
import { asHeavy } from './asHeavy.ts'
import type { FileLimits } from './FileLimits.ts'
import { detectContainer } from './netcdf/detectContainer.ts'
import type { Hdf5Workers } from './netcdf/hdf5/Hdf5Workers.ts'
import { openNetcdf } from './netcdf/openNetcdf.ts'
import { parseFile } from './parseFile.ts'
import { AtHand } from './staging/AtHand.ts'
import { fetchStaged } from './staging/fetchStaged.ts'
import type { WorkFolder } from './staging/WorkFolder.ts'

export interface ParserParts {
  readonly bucket: Bucket
  /** Where a file lies while it is read. */
  readonly folder: WorkFolder
  readonly hdf5: Hdf5Workers
  readonly limits: ArchiveLimits & FileLimits
}

type Produced = typeof profilesParsed | typeof filesStaged | typeof filesWaiting | typeof jobsProgress

/** The job of the parser: a stored file becomes profiles, or, where it is a zip, files of its own. */
export function parser({ bucket, folder, hdf5, limits }: ParserParts): Handle<typeof filesStaged, Produced> {
  const atHand = new AtHand()
  return async function* handle({ value: file }, context) {
    // Its time is when the parser began, before the file was fetched.
    const runId = newRunId()
    const isLight = context.weight === 'light'
    // However it is packed, it is no less than its own bytes: not even fetched among the light ones.
    if (isLight && file.size_bytes > limits.FILE_HEAVY_BYTES) {
      yield asHeavy(file)
      return
    }
    await using local = await fetchStaged(file, { bucket, folder, atHand }, context.signal)
    const container = detectContainer(local, file.filename)
    if (container === 'zip') {
      refuseNested(file)
      if (isLight && (await isLargeZip(await local.path()))) {
        yield asHeavy(file)
        return
      }
      const { signal } = context
      const progress = context.progress.bind(context)
      yield* expandArchive(await local.path(), file, { signal, progress, bucket, folder, atHand, limits })
      return
    }
    await using netcdf = await openNetcdf(local, container, file.filename, hdf5)
    const mostCost = isLight ? limits.FILE_HEAVY_BYTES : Number.POSITIVE_INFINITY
    if ((yield* parseFile(netcdf, file, runId, context, limits, mostCost)) === 'heavy') yield asHeavy(file)
  }
}
