import { counted } from './counted.ts'

/** What of a list was shown: `20 of 4,117 jobs; --limit and --offset show others.` */
export function pageText(shown: number, total: number, one: string): string {
  if (shown === total) return `${counted(total, one)}.`
  return `${shown.toLocaleString('en')} of ${counted(total, one)}; --limit and --offset show others.`
}

/** The options of a list. */
export const pageOptions = {
  limit: { type: 'string', default: '20' },
  offset: { type: 'string', default: '0' },
} as const
