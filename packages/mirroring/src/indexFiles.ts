import type { IndexKind } from '@floatchat/db/mirror/planMirror'

/** The indexes of a GDAC by what they list, each by the name without `.gz`. */
export const indexFiles = [
  { kind: 'core', name: 'ar_index_global_prof.txt' },
  { kind: 'bio', name: 'argo_bio-profile_index.txt' },
  { kind: 'synthetic', name: 'argo_synthetic-profile_index.txt' },
  { kind: 'meta', name: 'ar_index_global_meta.txt' },
] as const satisfies readonly { readonly kind: IndexKind; readonly name: string }[]
