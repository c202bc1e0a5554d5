import type { ReadingChoice } from '@floatchat/db/reading/ReadingChoice'
import { z } from 'zod'
import { heldTo, lastOffset, listOf } from '../http/pageParams.ts'
import { type Format, formats } from './formats.ts'

const degrees = (text: string) => text.split(',').map(Number)
const number = '[+-]?\\d{1,9}(\\.\\d{1,15})?'
const numbers = (count: number) => new RegExp(`^${number}(,${number}){${count - 1}}$`)
const day = 86_400_000
const platformsAtMost = 100
const cornersAtMost = 500
const rangesAtMost = 100

const bbox = z
  .string()
  .regex(numbers(4), 'bbox must be west,south,east,north in degrees')
  .transform(degrees)
  .refine(
    ([west = 0, south = 0, east = 0, north = 0]) =>
      [west, east].every((one) => Math.abs(one) <= 180) && south >= -90 && south <= north && north <= 90,
    'bbox must be west,south,east,north: longitudes from -180 to 180, latitudes from -90 to 90, south before north',
  )
  .transform(([west = 0, south = 0, east = 0, north = 0]) => ({ west, south, east, north }))
  .optional()
  .meta({
    description: 'west,south,east,north in degrees; with west beyond east it crosses the antimeridian.',
    openapi: { type: 'string' },
  })

const polygon = z
  .string()
  .regex(
    new RegExp(`^${number} ${number}(,${number} ${number}){2,${cornersAtMost - 1}}$`),
    `polygon must be 3 to ${cornersAtMost} corners, longitude and latitude with a blank between, separated by commas`,
  )
  .refine(
    (text) =>
      text.split(',').every((corner) => {
        const [longitude = 0, latitude = 0] = corner.split(' ').map(Number)
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
      }),
    'polygon must have longitudes from -180 to 180 and latitudes from -90 to 90',
  )
  .transform((text) => {
    const corners = text.split(',')
    return `POLYGON((${[...corners, ...(corners[0] === corners.at(-1) ? [] : [corners[0]])].join(',')}))`
  })
  .optional()
  .meta({
    description: 'Corners in order, joined on the globe by shortest lines: -30 40,-20 40,-25 50.',
    openapi: { type: 'string' },
  })

/** The first and the last moment of a text as ISO 8601 has it; a day is a whole day. */
function moments(text: string): [number, number] | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined
  const whole = text.length === 10
  const at = Date.parse(whole || /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`)
  // The database's dates end before JavaScript's; a year has four digits here.
  return Number.isNaN(at) ? undefined : [at, whole ? at + day : at + 1]
}

export const time = z
  .string()
  .transform((text, context) => {
    const [from = '', to = from, ...more] = text.split('/')
    const first = from === '..' ? undefined : moments(from)
    const last = to === '..' ? undefined : moments(to)
    const wrong = more.length > 0 || (first === undefined && from !== '..') || (last === undefined && to !== '..')
    if (wrong) {
      context.addIssue('time must be a day, a moment, or two of them with a slash between; .. leaves an end open')
      return z.NEVER
    }
    return { from: first?.[0], until: last?.[1] }
  })
  .optional()
  .meta({
    description: 'UTC, both ends in: 2020-05-01, 2020-05-01/2020-05-31, ../2020-05-01T12:00:00Z.',
    openapi: { type: 'string' },
  })

const cycle = z
  .string()
  .regex(
    /^\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?){0,99}$/,
    `cycle must be at most ${rangesAtMost} numbers or ranges: 1,5-9`,
  )
  .transform((text) =>
    text.split(',').map((range): [number, number] => {
      const [first = 0, last = first] = range.split('-').map(Number)
      return [first, last]
    }),
  )
  .optional()
  .meta({ description: 'Numbers and ranges: 1,5-9.', openapi: { type: 'string' } })

/** Which cycles, for every route that reads them. */
export const choiceQuery = {
  platform: listOf('\\w{1,20}', platformsAtMost).describe(`WMO numbers, at most ${platformsAtMost}.`),
  bbox,
  polygon,
  time,
  cycle,
  direction: z.enum(['A', 'D']).optional().describe('A ascending, D descending; both by default.'),
}

/** A part of the rows, for who turns pages. */
export const part = {
  limit: z
    .string()
    .regex(/^\d{1,9}$/, 'limit must be a whole number')
    .transform(Number)
    .optional()
    .meta({ description: 'How many; all where nothing is said.', openapi: { type: 'integer', minimum: 0 } }),
  offset: heldTo(0, lastOffset, 0, 'How many to leave out before them.'),
}

const onePart = z.object(part)
export type Part = z.output<typeof onePart>

/** @returns those of `all` that are of the part. */
export function partOf<Item>(all: readonly Item[], { limit, offset }: Part): readonly Item[] {
  return all.slice(offset, limit === undefined ? undefined : offset + limit)
}

/** A query of these parameters and no other: a filter whose name is misspelled would be a question for everything. */
export function exactly<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `There is no parameter ${keys?.join(', ')} here, only ${Object.keys(shape).join(', ')}`
        : undefined,
  })
}

export const pressure = z
  .string()
  .regex(numbers(2), 'pressure must be the least and the most in decibar: 0,50')
  .transform((text): [number, number] => {
    const [least = 0, most = 0] = text.split(',').map(Number)
    return [least, most]
  })
  .optional()
  .meta({ description: 'Least and most in decibar, both in: 0,50.', openapi: { type: 'string' } })

const formatNames = Object.keys(formats) as [Format, ...Format[]] // Of an object that is not empty.
export const format = z.enum(formatNames).default('json').describe('How the rows are sent.')
export const profileFormat = z
  .enum([...formatNames, 'nc'])
  .default('json')
  .describe('How the rows are sent; nc is an Argo-like file of profiles, netCDF-3 with 64-bit offsets.')

const oneChoice = z.object(choiceQuery)
type ChoiceQuery = z.output<typeof oneChoice>

export function toChoice({
  platform,
  bbox: box,
  polygon: area,
  time: span,
  cycle: cycles,
  direction,
}: ChoiceQuery): ReadingChoice {
  return { platforms: platform, box, polygon: area, from: span?.from, until: span?.until, cycles, direction }
}
