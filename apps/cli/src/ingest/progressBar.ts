import { basename } from 'node:path'

/** Where a file is on its way. */
export interface Progress {
  readonly file: string
  readonly phase: 'uploading' | 'pending' | 'running'
  /** 0 to 100 of the phase. */
  readonly percent: number
}

export interface ProgressBar {
  show(progress: Progress): void
  /** One file has ended. */
  ended(file: string): void
  clear(): void
}

/** One line on a terminal that is written over again; nothing where there is no terminal. */
export function progressBar(total: number, terminal: NodeJS.WriteStream = process.stderr): ProgressBar {
  const active = new Map<string, Progress>()
  let done = 0
  let drawnAt = 0
  const draw = (): void => {
    if (!terminal.isTTY || performance.now() - drawnAt < 50) return
    drawnAt = performance.now()
    terminal.write(`\r\x1b[2K${progressLine(done, total, [...active.values()], terminal.columns || 80)}`)
  }
  return {
    show(progress) {
      active.set(progress.file, progress)
      draw()
    },
    ended(file) {
      active.delete(file)
      done += 1
      draw()
    },
    clear() {
      if (terminal.isTTY) terminal.write('\r\x1b[2K')
    },
  }
}

/** `[#####-----] 3/12 name.nc running 40 %`, cut to the width. */
export function progressLine(done: number, total: number, active: readonly Progress[], width: number): string {
  // An upload counts for a tenth of a file, the rest for what the job says.
  const parts = active.map(({ phase, percent }) => (phase === 'uploading' ? percent / 10 : 10 + percent * 0.9))
  const share = total === 0 ? 1 : (done + parts.reduce((sum, part) => sum + part, 0) / 100) / total
  const filled = Math.min(20, Math.round(share * 20))
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}] ${done}/${total}`
  const first = active[0]
  const detail = first === undefined ? '' : ` ${basename(first.file)} ${first.phase} ${Math.round(first.percent)} %`
  const others = active.length > 1 ? ` and ${active.length - 1} more` : ''
  return `${bar}${detail}${others}`.slice(0, width - 1)
}
