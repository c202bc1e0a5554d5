import { signal } from '@preact/signals'

/** What a screen reader is told next; see LiveRegion. */
export const announcement = signal('')

/** Tells a screen reader of something that happened elsewhere on the page. */
export function announce(sentence: string): void {
  // The same sentence twice is read twice only if the text changes.
  announcement.value = announcement.peek() === sentence ? `${sentence}\u00a0` : sentence
}
