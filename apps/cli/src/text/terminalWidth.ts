/** Characters in a line of the terminal; without end where the output goes into a file or another command. */
export function terminalWidth(): number {
  return process.stdout.columns || Number(process.env.COLUMNS) || Number.POSITIVE_INFINITY
}
