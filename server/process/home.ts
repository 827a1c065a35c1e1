import atender from '../../generated/atender/openapi.json' with { type: 'json' }
import { operations as atenderOperations } from '../../generated/atender/operations.ts'
import fernand from '../../generated/fernand/openapi.json' with { type: 'json' }
import { operations as fernandOperations } from '../../generated/fernand/operations.ts'
import type { Api } from '../apis/apis.ts'
import { systemClock } from '../clock.ts'
import type { Home } from '../http/home.ts'

/** A request of each API to paste into a shell, with the first of these keys that opens it. */
export function requestsOf(url: string, keys: Home['keys']): Home['requests'] {
  const keyOf = (wanted: Api) => keys.find(({ api }) => api === wanted)?.key
  const [atenderKey, fernandKey] = [keyOf('atender'), keyOf('fernand')]
  const requests: Home['requests'] = []
  if (atenderKey !== undefined) {
    const example = atender.components.examples.ConversationCreateMinimal.value
    // A reference of its own, so that the request answers 201 at every start.
    const body = { ...example, externalReference: `try-${systemClock.now().toString(36)}` }
    const { path } = atenderOperations.createOutboundConversation
    const headers = { Authorization: `Bearer ${atenderKey}` }
    requests.push(requestOf('Open a conversation in Atender', url + path, headers, body))
  }
  if (fernandKey !== undefined) {
    const body = fernand.components.examples.ComposeWelcome.value
    const { path } = fernandOperations.composeConversation
    requests.push(requestOf('Send a mail through Fernand', url + path, { 'X-API-Key': fernandKey }, body))
  }
  return requests
}

export const docsOf = (url: string) => `${url}/docs/`
export const inboxOf = (url: string) => `${url}/inbox`

function requestOf(
  title: string,
  url: string,
  key: Record<string, string>,
  body: object,
): Home['requests'][number] {
  const headers = { ...key, 'Content-Type': 'application/json' }
  const curl = [
    `curl -i ${url}`,
    ...Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`),
    `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`,
  ].join(' \\\n  ')
  return { title, curl, request: { method: 'POST', url, headers, body } }
}
