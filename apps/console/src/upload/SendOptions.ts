export interface SendOptions {
  readonly datasetName: string | undefined
  readonly signal: AbortSignal
  /** Is told the bytes of the file that have gone out. */
  readonly sent: (bytes: number) => void
}
