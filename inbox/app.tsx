import { useEffect } from 'preact/hooks'
import { LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { isSignedOut } from './api.ts'
import { Conversations } from './conversations/page.tsx'
import { Help, useKeys } from './keyboard.tsx'
import { Menu } from './menu.tsx'
import { places } from './places.ts'
import { SignIn } from './sign-in.tsx'
import { Clock } from './tools/clock.tsx'
import { Faults } from './tools/faults.tsx'
import { Keys } from './tools/keys.tsx'
import { Mailbox } from './tools/mailbox.tsx'
import { Requests } from './tools/requests.tsx'
import { Webhooks } from './tools/webhooks.tsx'
import { Toast } from './ui/toast.tsx'

export const App = () =>
  isSignedOut.value ? (
    <SignIn />
  ) : (
    <LocationProvider scope="/inbox">
      <Frame />
    </LocationProvider>
  )

function Frame() {
  const { path } = useLocation()
  const place = places.findLast(one => path === one.path || path.startsWith(`${one.path}/`)) ?? places[0]
  useEffect(() => {
    document.title = place?.path === '/inbox' ? 'Inbox' : `${place?.name} · Inbox`
  }, [place])
  const help = useKeys()
  return (
    <div class="frame">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Menu current={place?.path ?? ''} openHelp={help.open} />
      <main id="main" tabIndex={-1}>
        <Router>
          <Route path="/inbox" component={Conversations} />
          <Route path="/inbox/conversations/:id" component={Conversations} />
          <Route path="/inbox/mailbox/:id?" component={Mailbox} />
          <Route path="/inbox/webhooks/:subscription?/:delivery?" component={Webhooks} />
          <Route path="/inbox/requests/:id?" component={Requests} />
          <Route path="/inbox/clock" component={Clock} />
          <Route path="/inbox/faults" component={Faults} />
          <Route path="/inbox/keys" component={Keys} />
          <Route default component={Conversations} />
        </Router>
      </main>
      <Toast />
      {help.isOpen && <Help close={help.close} />}
    </div>
  )
}
