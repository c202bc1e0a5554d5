/**
 * The types of the library's lower level, which h5wasm does not export by name.
 *
 * @module
 */
import type { ready } from 'h5wasm/node'

export type H5Module = Awaited<typeof ready>
export type Metadata = ReturnType<H5Module['get_dataset_metadata']>
