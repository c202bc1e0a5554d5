/** Bytes of the values of messages, without keys, headers and framing. */
export function valueBytes(messages: readonly { readonly value: Buffer | null }[]): number {
  return messages.reduce((sum, { value }) => sum + (value?.length ?? 0), 0)
}
