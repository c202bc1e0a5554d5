/** DATA_MODE in words. */
export const modeNames = { R: 'real time', A: 'adjusted in real time', D: 'delayed mode' } as const
