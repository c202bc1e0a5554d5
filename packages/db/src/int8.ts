import { z } from 'zod'

/** A bigint column or a count, as a number: exact up to 2^53, which no count of ours reaches. */
export const int8 = z.bigint().transform(Number)
