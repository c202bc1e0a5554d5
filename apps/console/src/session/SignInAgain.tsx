import { Modal } from '../ui/Modal.tsx'
import { SignInForm } from './SignInForm.tsx'
import { signOut } from './session.ts'

/** The token has run out while the page was open: the page waits behind, and goes on from where it was. */
export function SignInAgain() {
  return (
    <Modal title="Your session has ended">
      <p>Your token is no longer accepted. Sign in again: this page stays as it is, and what was waiting goes on.</p>
      <SignInForm />
      <button type="button" class="link-button" onClick={signOut}>
        Leave instead
      </button>
    </Modal>
  )
}
