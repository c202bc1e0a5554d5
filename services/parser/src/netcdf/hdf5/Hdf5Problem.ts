/** What is wrong with an HDF5 file, as the end of a sentence that begins with the file's name. Lives inside the worker. */
export class Hdf5Problem extends Error {
  override readonly name = 'Hdf5Problem'
  /** Whether the file ends before the byte at which it says that it does. */
  readonly truncated: boolean

  constructor(what: string, truncated = false) {
    super(what)
    this.truncated = truncated
  }
}
