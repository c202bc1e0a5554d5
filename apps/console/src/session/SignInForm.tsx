import { useId, useState } from 'preact/hooks'
import { ApiProblem, sentenceOf } from '../api/ApiProblem.ts'
import { request } from '../api/request.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { cleanToken, readClaims } from './readClaims.ts'
import { signIn } from './session.ts'

/** Takes a token, tries it at the gateway, and only then keeps it. */
export function SignInForm() {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const id = useId()

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const token = cleanToken(text)
    const wrong = whatIsWrong(token)
    setProblem(wrong)
    if (wrong !== undefined) return
    setBusy(true)
    try {
      await request('/api/v1/datasets/jobs', { token, query: { limit: 1 } })
      signIn(token)
    } catch (error) {
      setProblem(refusal(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class="sign-in-form" onSubmit={(event) => void submit(event)}>
      <label for={id}>Access token</label>
      <textarea
        id={id}
        class="input token"
        rows={4}
        autocomplete="off"
        spellcheck={false}
        placeholder="eyJhbGciOi…"
        value={text}
        aria-describedby={`${id}-help ${id}-problem`}
        aria-invalid={problem !== undefined}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          // A token has no lines of its own.
          if (event.key === 'Enter') void submit(event)
        }}
      />
      <p id={`${id}-problem`} class="field-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button primary" disabled={busy}>
        {busy ? 'Checking…' : 'Sign in'}
      </button>
      <div id={`${id}-help`} class="small muted">
        {isLocal() ? (
          <p>
            On this machine, in the folder of the project: <Copyable text="./floatchat token" label="command" /> prints
            a token for development.
          </p>
        ) : (
          <p>
            A JSON Web Token with a role (viewer, uploader, operator or admin): whoever runs this system gives you one.
          </p>
        )}
        <p>It is kept for this tab only, and gone when you close it.</p>
      </div>
    </form>
  )
}

export function whatIsWrong(token: string): string | undefined {
  if (token === '') return 'Paste a token.'
  const claims = readClaims(token)
  if (claims === undefined) return 'This is not a token: it has three parts with dots between them. Was it cut off?'
  if (claims.expires !== undefined && claims.expires < Date.now()) return 'This token has expired: get a new one.'
  if (!['viewer', 'uploader', 'operator', 'admin'].includes(claims.role ?? ''))
    return `This token is for the role “${claims.role ?? 'none'}”, which the gateway does not know.`
  return undefined
}

function refusal(error: unknown): string {
  if (error instanceof ApiProblem && error.status === 401) {
    return `The gateway does not accept this token: ${error.message}`
  }
  return sentenceOf(error)
}

const isLocal = () => ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)
