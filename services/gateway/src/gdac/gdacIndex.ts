import type { Database } from '@floatchat/db/connectDatabase'
import { type GdacFile, readGdacFiles, readPlatforms } from '@floatchat/db/reading/readGdacFiles'
import { dacFolder } from './dacFolder.ts'

interface Index {
  readonly title: string
  readonly description: string
  readonly columns: readonly (keyof typeof cells)[]
  /** Names of the files that it lists. */
  readonly lists: RegExp
}

/** Where a float's files of this name stand below dac/. */
export function gdacPath({ platform_number, data_centre, name }: GdacFile): string {
  const folder = `${dacFolder(data_centre)}/${platform_number}`
  return /^[BS]?[RD]/.test(name) ? `${folder}/profiles/${name}` : `${folder}/${name}`
}

const cells = {
  file: gdacPath,
  date: (file: GdacFile) => file.date,
  latitude: (file: GdacFile) => file.latitude,
  longitude: (file: GdacFile) => file.longitude,
  // No Argo file says it.
  ocean: () => '',
  profiler_type: (file: GdacFile) => file.profiler_type,
  institution: (file: GdacFile) => file.data_centre ?? '',
  parameters: (file: GdacFile) => file.parameters,
  parameter_data_mode: (file: GdacFile) => file.parameter_data_mode,
  date_update: (file: GdacFile) => file.date_update,
}
const core = ['file', 'date', 'latitude', 'longitude', 'ocean', 'profiler_type', 'institution', 'date_update'] as const
const bgc = [...core.slice(0, -1), 'parameters', 'parameter_data_mode', 'date_update'] as const

/** The indexes of a GDAC by their names. */
export const gdacIndexes: Readonly<Record<string, Index>> = {
  'ar_index_global_prof.txt': {
    title: 'Profile directory file of the Argo Global Data Assembly Center',
    description: 'The directory file describes all individual profile files of the argo GDAC ftp site.',
    columns: core,
    lists: /^[RD]/,
  },
  'argo_bio-profile_index.txt': {
    title: 'Bio-Profile directory file of the Argo Global Data Assembly Center',
    description: 'The directory file describes all individual bio-profile files of the argo GDAC ftp site.',
    columns: bgc,
    lists: /^B[RD]/,
  },
  'argo_synthetic-profile_index.txt': {
    title: 'Synthetic-Profile directory file of the Argo Global Data Assembly Center',
    description: 'The directory file describes all individual synthetic-profile files of the argo GDAC ftp site.',
    columns: bgc,
    lists: /^S[RD]/,
  },
  'ar_index_global_meta.txt': {
    title: 'Metadata directory file of the Argo Global Data Assembly Center',
    description: 'The directory file describes all metadata files of the argo GDAC ftp site.',
    columns: ['file', 'profiler_type', 'institution', 'date_update'],
    lists: /_meta[.]nc$/,
  },
}

// Some thousands of files.
const floatsAPage = 20

/** The text of an index, float by float: of many floats it holds no more than of some. */
export async function* writeGdacIndex(database: Database, index: Index, root: string): AsyncGenerator<string, void> {
  const { title, description, columns, lists } = index
  const platforms = await readPlatforms(database)
  const now = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  yield [
    `# Title : ${title}`,
    `# Description : ${description}`,
    '# Project : ARGO',
    '# Format version : 2.0',
    `# Date of update : ${now}`,
    // Eight lines, as every GDAC has them: argopy counts them.
    `# FTP root number 1 : ${root}`,
    `# FTP root number 2 : ${root}`,
    '# GDAC node : FLOATCHAT',
    `${columns.join(',')}\n`,
  ].join('\n')
  for (let from = 0; from < platforms.length; from += floatsAPage) {
    const files = await readGdacFiles(database, platforms.slice(from, from + floatsAPage))
    const lines = files
      .filter(({ name }) => lists.test(name))
      .map((file) => `${columns.map((column) => cells[column](file)).join(',')}\n`)
    if (lines.length > 0) yield lines.join('')
  }
}
