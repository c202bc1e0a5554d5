import { useEffect } from 'preact/hooks'
import { SignInAgain } from '../session/SignInAgain.tsx'
import { SignInPage } from '../session/SignInPage.tsx'
import { expired, session } from '../session/session.ts'
import { LiveRegion } from '../ui/LiveRegion.tsx'
import { Page } from './Page.tsx'
import { TopBar } from './TopBar.tsx'

export function App() {
  const signedIn = session.value !== undefined
  useEffect(() => {
    if (!signedIn) document.title = 'Sign in · FloatChat ingestion'
  }, [signedIn])
  return (
    <>
      {signedIn ? (
        <>
          <a class="skip-link" href="#main" onClick={skipToMain}>
            Skip to the content
          </a>
          <TopBar />
          <Page />
          {expired.value ? <SignInAgain /> : null}
        </>
      ) : (
        <SignInPage />
      )}
      <LiveRegion />
    </>
  )
}

/** The address is the page's own; only the focus moves. */
function skipToMain(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
