/** A time of the database, milliseconds since 1970 or as text, as clients get it: ISO 8601 in UTC. */
export const isoTime = (at: number | string): string => new Date(at).toISOString()

/** The same of one that may not be. */
export const isoTimeOrNull = (at: number | string | null): string | null => (at === null ? null : isoTime(at))
