/** What a service may say of a connection without knowing slonik. */
export type { CommonQueryMethods } from 'slonik'
