const longest = 1_500

/**
 * The model's answer as a summary: one paragraph of plain text.
 *
 * @throws Error saying in a few words what is wrong with it.
 */
export function checkAnswer(answer: string | null | undefined, finishReason?: string | null): string {
  const text = (answer ?? '')
    .toWellFormed()
    // Markup that models add although they are told not to.
    .replace(/^\s*```\w*|```\s*$/g, '')
    .replace(/\*\*|__|^#+\s*/gm, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  if (text === '') throw new Error('the answer is empty')
  if (text.length > longest) throw new Error(`the answer has ${text.length} characters, more than ${longest}`)
  if (finishReason !== undefined && finishReason !== null && finishReason !== 'stop') {
    throw new Error(`the answer ended early (${finishReason.slice(0, 40)})`)
  }
  return text
}
