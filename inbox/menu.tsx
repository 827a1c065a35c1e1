import { ask, control } from './api.ts'
import { clock, connection, now } from './live.ts'
import { docsOf, places, to } from './places.ts'
import { useQuery } from './query.ts'
import { type Scheme, scheme, tenant } from './settings.ts'
import { Icon, type IconName } from './ui/icon.tsx'

/** The pages, whose things are shown, and whether that is up to date. */
export const Menu = ({ current, openHelp }: { current: string; openHelp: () => void }) => (
  <header class="menu">
    <a class="brand" href="/" title="What runs here">
      <img src="/inbox/icon.svg" alt="" width="28" height="28" />
      <span>Contracts</span>
    </a>
    <nav aria-label="Pages">
      {places.map(({ path, name, icon }) => (
        <a key={path} href={to(path)} aria-current={path === current ? 'page' : undefined} title={name}>
          <Icon name={icon} />
          <span>{name}</span>
        </a>
      ))}
    </nav>
    <div class="below">
      <Live />
      <a class="time-chip" href={to('/inbox/clock')} title="The tenant's clock">
        <Icon name="clock" />
        <span>
          {new Date(now.value).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit' })}
          {clock.value?.frozen ? ' · stopped' : ''}
        </span>
      </a>
      <Tenants />
      <div class="row">
        <SchemeButton />
        <button type="button" class="button bare" onClick={openHelp} aria-label="Keys" title="Keys (?)">
          <Icon name="help" />
        </button>
        <a
          class="button bare"
          href={docsOf(places.find(({ path }) => path === current)?.docs ?? 'listConversations')}
          target="_blank"
          rel="noreferrer"
          aria-label="Docs of this page"
          title="Docs of this page"
        >
          <Icon name="book" />
        </a>
      </div>
    </div>
  </header>
)

const words = { connecting: 'Connecting', live: 'Live', lost: 'Not connected' } as const

const Live = () => (
  <p class={`live ${connection.value}`} role="status">
    <i />
    <span>{words[connection.value]}</span>
  </p>
)

/** Whose things are shown. */
function Tenants() {
  const { data } = useQuery('tenants', () => ask(control.GET('/_control/tenants')))
  const names = new Set([tenant.value, ...(data?.data.map(({ name }) => name) ?? [])])
  const choose = (name: string) => {
    tenant.value = name
    history.replaceState(null, '', to(location.pathname))
  }
  return (
    <label class="tenant">
      <span class="hidden">Tenant</span>
      <select value={tenant.value} onChange={event => choose(event.currentTarget.value)} title="Tenant">
        {[...names].map(name => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}

const next: Record<Scheme, Scheme> = { system: 'dark', dark: 'light', light: 'system' }
const icons: Record<Scheme, IconName> = { system: 'half', dark: 'moon', light: 'sun' }

function SchemeButton() {
  const name = `Colours: ${scheme.value}. Change to ${next[scheme.value]}`
  return (
    <button
      type="button"
      class="button bare"
      onClick={() => (scheme.value = next[scheme.value])}
      aria-label={name}
      title={name}
    >
      <Icon name={icons[scheme.value]} />
    </button>
  )
}
