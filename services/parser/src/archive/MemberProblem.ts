/** Why one member cannot be staged; the others can. Never leaves this folder. */
export class MemberProblem extends Error {
  override readonly name = 'MemberProblem'
}

/** @param what the end of a sentence that begins with the member's path. */
export function memberProblem(path: string, what: string, cause?: unknown): MemberProblem {
  return new MemberProblem(`${path} ${what}.`, { cause })
}
