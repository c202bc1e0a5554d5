import kafkajs from 'kafkajs'

/** What a broker answers, as the client gives it to its user. */
export function protocolError(type: string): Error {
  // The client makes it of an error with these; its types name a string alone.
  const answer = Object.assign(new Error(type), { type, code: -1, retriable: false })
  return new kafkajs.KafkaJSProtocolError(answer as never)
}

/** The client has tried often enough. */
export function connectionError(): Error {
  return new kafkajs.KafkaJSConnectionError('Connection timeout')
}

export const typeOf = (error: unknown) => (error as { type?: string }).type
