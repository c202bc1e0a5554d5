import { badRequest } from '../http/HttpProblem.ts'

const accepted = /\.(nc|nc4|zip)$/i
// The column's width.
const longest = 500

/**
 * The name of an uploaded file for people: its last part, without what cannot be shown or stored.
 *
 * @throws HttpProblem 400 for a name that is missing, too long, or not of a kind that can be ingested.
 */
export function uploadName(given: string | undefined): string {
  const name = (given ?? '')
    .toWellFormed()
    .split(/[\\/]/)
    .at(-1)
    // Control characters, and marks that turn the direction of text around.
    ?.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
  if (name === undefined || name === '') throw badRequest('The file has no name: send one with the part named file.')
  if (name.length > longest) throw badRequest(`The file's name has more than ${longest} characters: shorten it.`)
  if (!accepted.test(name))
    throw badRequest(`'${name}' cannot be ingested: only .nc, .nc4 and .zip files are accepted.`)
  return name
}

/** A name for the dataset that can be stored and shown; null for one that says nothing. */
export function cleanDatasetName(name: string | null): string | null {
  const clean = name
    ?.toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()
  return clean === undefined || clean === '' ? null : clean.slice(0, 255)
}
