import { replaceSources, replaceText } from './replaceSources.ts'

/**
 * Loaded before a cleaner (`--import`), makes it one of version 0 by which no water is warmer than 15 degrees. The code of
 * the cleaner itself has no switch for it.
 */
replaceSources({
  '/cleaner/src/cleanerVersion.ts': () => 'export const cleanerVersion = 0',
  '/cleaner/src/thresholds.ts': (source) => replaceText(source, 'TEMP: range(-2.5, 40)', 'TEMP: range(-2.5, 15)'),
})
