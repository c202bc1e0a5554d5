/**
 * After so long a client looks whether a topic has more partitions, and who leads them. The client's own five minutes
 * are how long what is put on a new partition would wait for a reader.
 */
export const metadataMaxAgeMs = 15_000
