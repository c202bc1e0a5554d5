import type { Marks } from '../../src/Marks.ts'

/** Marks for so many levels, clear, or with these flags. */
export const marksOf = (levels: number, flags: ArrayLike<number> = []): Marks => {
  const marks = { flags: new Uint8Array(levels), failed: new Int32Array(levels) }
  marks.flags.set(flags)
  return marks
}

/** The levels that failed the test of that bit. */
export const failedLevels = ({ failed }: Marks, bit: number): number[] =>
  [...failed.keys()].filter((level) => (failed[level] & (1 << bit)) !== 0)

export const flagsOf = ({ flags }: Marks): number[] => [...flags]

/** Numbers as Argo delivers them. */
export const floats = (...values: number[]): Float32Array => Float32Array.from(values)
