/**
 * Which parser read a file. Raised whenever the same bytes may give other profiles, values or warnings, so that what an
 * earlier one has read can be found and reprocessed (CONTRIBUTING.md).
 */
export const parserVersion = 1
