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
          <button type="button" class="skip-link" onClick={() => document.getElementById('main')?.focus()}>
            Skip to the content
          </button>
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
