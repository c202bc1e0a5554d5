/** Where those who put events into the outbox, and have no relay of their own, say so: gateways listen. */
export const outboxChannel = 'floatchat_outbox_filled'
