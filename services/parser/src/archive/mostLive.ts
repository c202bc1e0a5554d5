/**
 * Members of a larger zip go by the bulk lane: the gateway lets them onto files.staged a window at a time. The zip itself
 * goes among the heavy files.
 */
export const mostLive = 20
