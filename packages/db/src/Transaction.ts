/** What runs queries: the pool, or a transaction of it. */
export type { CommonQueryMethods as Transaction } from 'slonik'
