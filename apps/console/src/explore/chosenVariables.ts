/** Panels that are drawn unless others are asked for: a B-file has forty parameters and more. */
const atFirst = 6

interface Variable {
  readonly parameter: string
}

/** The variables that are drawn: those that were asked for, as far as they are there, else the first. */
export function chosenVariables<V extends Variable>(all: readonly V[], asked: ReadonlySet<string>): V[] {
  const chosen = all.filter(({ parameter }) => asked.has(parameter))
  return chosen.length > 0 ? chosen : all.slice(0, atFirst)
}

/** What is asked for after one more is wanted, or one less; none is as at first. */
export function toggled(all: readonly Variable[], asked: ReadonlySet<string>, parameter: string): Set<string> {
  const next = new Set(chosenVariables(all, asked).map((one) => one.parameter))
  if (!next.delete(parameter)) next.add(parameter)
  return next
}
