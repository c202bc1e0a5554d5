/** Text in lines of at most so many characters, broken at spaces; a word that is longer is broken within. */
export function wrapText(text: string, width: number, indent = ''): string {
  const room = Math.max(10, width - indent.length)
  const lines = text.split('\n').flatMap((line) => wrapLine(line, room))
  return lines.map((line) => indent + line).join('\n')
}

function wrapLine(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
    while (line.length > room) {
      lines.push(line.slice(0, room))
      line = line.slice(room)
    }
  }
  return [...lines, line]
}
