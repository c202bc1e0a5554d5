import type { FileChoice } from '../api/operations.ts'
import { utcTime } from '../ui/formatTime.ts'

/** What the form says, as it was typed. */
export interface ChoiceFields {
  readonly float: string
  readonly dataset: string
  /** A day, in UTC. */
  readonly since: string
  readonly readBefore: string
  readonly judgedBefore: string
}

export const noChoice: ChoiceFields = { float: '', dataset: '', since: '', readBefore: '', judgedBefore: '' }

/** The files that the form means; every one of those held where nothing is said. A number that is none is a sentence. */
export function choiceOf(fields: ChoiceFields): FileChoice | string {
  const { float, since } = fields
  const numbers = { dataset: fields.dataset, read_before: fields.readBefore, judged_before: fields.judgedBefore }
  const said = Object.entries(numbers).filter(([, text]) => text.trim() !== '')
  const wrong = said.find(([, text]) => !/^[1-9]\d{0,9}$/.test(text.trim()))
  if (wrong !== undefined) return `“${wrong[1]}” is no number: datasets and versions are counted from 1.`
  const choice: FileChoice = {
    ...(float.trim() === '' ? {} : { float: float.trim() }),
    ...(since === '' ? {} : { since: `${since}T00:00:00Z` }),
    ...Object.fromEntries(said.map(([name, text]) => [name, Number(text)])),
  }
  return Object.keys(choice).length === 0 ? { all: true } : choice
}

/** A choice in words, as the gateway keeps it. */
export function chosenInWords(request: Readonly<Record<string, unknown>>): string {
  const { float, floats, dataset, since, read_before: readBefore, judged_before: judgedBefore } = request
  const parts = [
    ...(dataset === undefined ? [] : [`of dataset ${dataset}`]),
    ...(float === undefined ? [] : [`of float ${float}`]),
    ...(Array.isArray(floats)
      ? [`of floats ${floats.slice(0, 5).join(', ')}${floats.length > 5 ? ' and others' : ''}`]
      : []),
    ...(typeof since === 'string' ? [`that came since ${utcTime(since)} UTC`] : []),
    ...(readBefore === undefined ? [] : [`read before parser version ${readBefore}`]),
    ...(judgedBefore === undefined ? [] : [`judged before cleaner version ${judgedBefore}`]),
  ]
  return parts.length === 0 ? 'All files held' : `Files ${parts.join(', ')}`
}
