/** Colours of what is drawn rather than styled. */
export interface Palette {
  readonly ground: string
  readonly ink: string
  readonly muted: string
  readonly grid: string
  readonly frame: string
  /** Profiles that are not picked. */
  readonly context: string
  readonly flagged: string
  readonly hover: string
  readonly land: string
  readonly coast: string
  readonly sea: string
  readonly graticule: string
  /** For floats and picked profiles: apart by lightness too, for eyes that do not tell all hues. */
  readonly series: readonly string[]
}

export const lightPalette: Palette = {
  ground: '#ffffff',
  ink: '#10222e',
  muted: '#4d6474',
  grid: '#e3eaef',
  frame: '#9fb2bf',
  context: '#9db0bd',
  flagged: '#c4161c',
  hover: '#10222e',
  land: '#d9d5c8',
  coast: '#a39d88',
  sea: '#eef5f9',
  graticule: '#d5e2ea',
  series: ['#0b6e99', '#d1610a', '#2a8a4a', '#8b3fb0', '#a8780a', '#c2387e', '#1f3f8f', '#5b6b14'],
}

export const darkPalette: Palette = {
  ground: '#101d26',
  ink: '#e6eff5',
  muted: '#9fb4c2',
  grid: '#22333f',
  frame: '#4b6272',
  context: '#516a7b',
  flagged: '#ff6b66',
  hover: '#ffffff',
  land: '#3a4038',
  coast: '#67705f',
  sea: '#0f2531',
  graticule: '#1c3644',
  series: ['#56bfe8', '#ffa04d', '#6fd08c', '#cf93ee', '#e7c04a', '#ff8fc0', '#9db4ff', '#c3d36a'],
}
