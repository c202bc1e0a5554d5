/** What is wrong with an HDF5 file, as the end of a sentence that begins with the file's name. Lives inside the worker. */
export class Hdf5Problem extends Error {
  override readonly name = 'Hdf5Problem'
}
