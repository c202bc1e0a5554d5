import { announcement } from '../app/announce.ts'

/** What is said to a screen reader of things that happen; see `announce`. */
export function LiveRegion() {
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {announcement}
    </div>
  )
}
