import { lazily } from '../ui/lazily.tsx'

export const LazyFloatMap = lazily('the map', async () => (await import('./FloatMap.tsx')).FloatMap)
