import { join } from 'node:path'

/** Where the built console is. */
export const distFolder = join(import.meta.dirname, '../dist')
/** Says from how new a source the console was built. */
export const stampName = 'built-from.txt'
