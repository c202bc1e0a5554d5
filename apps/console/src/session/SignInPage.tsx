import { SignInForm } from './SignInForm.tsx'

/** Before anything else is shown. The address stays, so the page that was asked for comes after it. */
export function SignInPage() {
  return (
    <main class="sign-in-page" id="main">
      <section class="card sign-in-card">
        <img src="/floatchat.svg" alt="" width="48" height="48" />
        <h1>FloatChat ingestion</h1>
        <p class="lede">Upload Argo files, follow them into the database, and look at what came of them.</p>
        <SignInForm />
      </section>
    </main>
  )
}
