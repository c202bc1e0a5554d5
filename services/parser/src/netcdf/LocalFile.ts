/** A file at hand: on the local disk, or, where it is small, in memory. */
export interface LocalFile extends AsyncDisposable {
  readonly sizeBytes: number
  /**
   * Fills `target` with the bytes from `position` on; there are fewer only where the file ends. Synchronous: reading
   * from the page cache takes less time than handing it to another thread.
   *
   * @returns how many bytes there were.
   */
  read(target: Buffer, position: number): number
  /** Where it lies on the disk, for what opens files by name. A file in memory is written there first. */
  path(): Promise<string>
}
