import { useQuery } from '../query.ts'
import { tenant } from '../settings.ts'
import { Code, Empty } from '../ui/basics.tsx'

/** What the server says of itself at `/`. */
interface Home {
  keys: { api: string; key: string; scopes: string[] }[]
  requests: { title: string; curl: string }[]
}

const readHome = async (): Promise<Home> => {
  const answer = await fetch('/', { headers: { Accept: 'application/json' } })
  return (await answer.json()) as Home // its own page
}

/** What to paste where no conversation has come yet. */
export function FirstSteps() {
  const { data } = useQuery('home', readHome, { follows: false })
  return (
    <Empty icon="inbox" title="No conversation yet">
      <p>
        Open one by API and it appears here, by itself. <a href="/">One click</a> on the first page does it;
        or paste this into a shell:
      </p>
      {data?.requests.map(({ title, curl }) => (
        <div key={title} class="sample">
          <h3>{title}</h3>
          <Code text={ofTenant(curl, data.keys)} what={title} />
        </div>
      ))}
    </Empty>
  )
}

/** With the key of the tenant that is shown, which is the demo key with its name. */
const ofTenant = (curl: string, keys: Home['keys']): string =>
  tenant.value === 'demo'
    ? curl
    : keys.reduce((text, { key }) => text.replace(`${key}'`, `${key}.${tenant.value}'`), curl)
