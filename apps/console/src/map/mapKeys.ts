const step = 40
const turns: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
}

/** Arrow keys turn the map, plus and minus zoom it. */
export function mapKeys(move: (dx: number, dy: number) => void, zoom: (factor: number) => void) {
  return (event: KeyboardEvent): void => {
    const by = turns[event.key]
    if (by !== undefined) move(...by)
    else if (event.key === '+' || event.key === '=') zoom(1.5)
    else if (event.key === '-') zoom(1 / 1.5)
    else return
    event.preventDefault()
  }
}
