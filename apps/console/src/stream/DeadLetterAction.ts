/** What can be done with open dead letters. */
export type DeadLetterAction = 'redrive' | 'discard'
