import { join } from 'node:path'

/** Says from how new a source the console was built. */
export const stampFile = join(import.meta.dirname, '../dist/built-from.txt')
