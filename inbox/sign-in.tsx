import { useState } from 'preact/hooks'
import { ask, control, isSignedOut } from './api.ts'

/** Asks for the ADMIN_TOKEN, where the server listens on more than loopback. */
export function SignIn() {
  const [wrong, setWrong] = useState('')
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { token } = event.currentTarget as HTMLFormElement & { token: HTMLInputElement } // the field below
    setBusy(true)
    try {
      await ask(control.POST('/_control/session', { body: { token: token.value } }))
      isSignedOut.value = false
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <img src="/inbox/icon.svg" alt="" width="48" height="48" />
        <h1>Sign in</h1>
        <p>This server listens on more than this machine, so it asks for its ADMIN_TOKEN.</p>
        <label>
          <span>ADMIN_TOKEN</span>
          <input
            name="token"
            type="password"
            autocomplete="current-password"
            required
            aria-invalid={wrong !== ''}
            aria-describedby="wrong"
          />
        </label>
        <p id="wrong" class="wrong" role="alert">
          {wrong}
        </p>
        <button type="submit" class="button main" disabled={isBusy}>
          Sign in
        </button>
      </form>
    </main>
  )
}
