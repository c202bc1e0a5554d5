/** What is wrong with what a person has filled in or asked for, where something is. */
export function FieldProblem({ problem }: { readonly problem: string | undefined }) {
  return problem === undefined ? null : (
    <p class="field-problem" role="alert">
      {problem}
    </p>
  )
}
