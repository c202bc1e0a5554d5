import { join } from 'node:path'
import type { InlineConfig } from 'vite'

/** Nothing inline and no address outside: the gateway's Content-Security-Policy allows neither. */
export const config: InlineConfig = {
  root: join(import.meta.dirname, '..'),
  configFile: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The finer coastlines, which come only where one looks closely.
    chunkSizeWarningLimit: 600,
    license: { fileName: 'licenses.md' },
  },
}
