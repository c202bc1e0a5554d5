import { lazily } from '../ui/lazily.tsx'

/** Map and plots. */
export const LazyExplorer = lazily('map and plots', async () => (await import('../explore/Explorer.tsx')).Explorer)
