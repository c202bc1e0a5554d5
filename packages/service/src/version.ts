import service from '../package.json' with { type: 'json' }

/** The release that this process is of: all packages carry the same (docs/releasing.md). */
export const { version } = service
