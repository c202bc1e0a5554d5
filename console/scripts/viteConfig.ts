import { join } from 'node:path'
import type { UserConfig } from 'vite'

/** Nothing inline and no address outside: the gateway's Content-Security-Policy allows neither. */
export const config: UserConfig = {
  root: join(import.meta.dirname, '..'),
  configFile: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
  },
}
