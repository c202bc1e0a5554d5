import fc from 'fast-check'

/** What somebody does with a file of the pool; a name stands for all datasets that were made of it so far. */
export interface ArchiveStep {
  readonly what: 'send' | 'withdraw' | 'restore' | 'purge'
  readonly file: number
  readonly pauseMs: number
}

export function archiveSteps(files: number): fc.Arbitrary<ArchiveStep[]> {
  const step = fc.record({
    what: fc.constantFrom('send', 'send', 'send', 'withdraw', 'withdraw', 'restore', 'purge' as const),
    file: fc.nat({ max: files - 1 }),
    pauseMs: fc.nat({ max: 200 }),
  })
  return fc.array(step, { minLength: 4, maxLength: 14 }).map(ofWhatWasSent)
}

/** Nobody withdraws what never came: such steps are of one of the files that were sent before, or send the first. */
function ofWhatWasSent(steps: readonly ArchiveStep[]): ArchiveStep[] {
  const sent: number[] = []
  return steps.map((step) => {
    if (step.what === 'send' || sent.length === 0) {
      sent.push(step.file)
      return { ...step, what: 'send' }
    }
    return { ...step, file: sent[step.file % sent.length] ?? step.file }
  })
}

/** The files that are held after the steps: those of which a dataset is neither withdrawn nor purged. */
export function heldAfter(steps: readonly ArchiveStep[]): Set<number> {
  const datasets = new Map<number, { active: number; withdrawn: number }>()
  for (const { what, file } of steps) {
    const { active, withdrawn } = datasets.get(file) ?? { active: 0, withdrawn: 0 }
    if (what === 'send') datasets.set(file, { active: active + 1, withdrawn })
    if (what === 'withdraw') datasets.set(file, { active: 0, withdrawn: active + withdrawn })
    if (what === 'restore') datasets.set(file, { active: active + withdrawn, withdrawn: 0 })
    if (what === 'purge') datasets.set(file, { active, withdrawn: 0 })
  }
  return new Set([...datasets].flatMap(([file, { active }]) => (active > 0 ? [file] : [])))
}
