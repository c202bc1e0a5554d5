/**
 * Which cleaner judged a run. Raised whenever the same profiles may get other verdicts, so that what an earlier one has
 * judged can be found and reprocessed (CONTRIBUTING.md). A new grey list is none: FileCleaned names it by itself.
 */
export const cleanerVersion = 2
