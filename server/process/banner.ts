import atender from '../../generated/atender/openapi.json' with { type: 'json' }
import { operations as atenderOperations } from '../../generated/atender/operations.ts'
import fernand from '../../generated/fernand/openapi.json' with { type: 'json' }
import { operations as fernandOperations } from '../../generated/fernand/operations.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { RunningServer } from './start.ts'

/** What a person sees after `npm start`: where everything is, the demo keys, and a request of each API to paste. */
export function banner(
  { url, smtpUrl, demoKeys }: RunningServer,
  config: Config,
  mockUrl: string | undefined,
): string {
  const docs = docsOf(url)
  const [atenderKey] = demoKeys.filter(({ api }) => api === 'atender')
  const [fernandKey] = demoKeys.filter(({ api }) => api === 'fernand')
  const lines = [
    '',
    `  server   ${url}`,
    `  mock     ${mockUrl ?? 'not started (MOCK_PORT=0)'}`,
    `  docs     ${docs}`,
    `  mail     ${config.smtp ? `sent through ${config.smtp.host}:${config.smtp.port}` : 'captured, not sent (SMTP_URL is not set)'}`,
    ...(smtpUrl ? [`           received on ${smtpUrl.slice('smtp://'.length)}`] : []),
    '',
    ...demoKeys.map(
      ({ api, key, scopes }, index) =>
        `  ${index === 0 ? 'keys' : '    '}     ${api.padEnd(8)} ${key}${scopes.length > 0 ? `  (${scopes.join(', ')})` : ''}`,
    ),
  ]
  if (atenderKey) {
    const example = atender.components.examples.ConversationCreateMinimal.value
    // A reference of its own, so that the request answers 201 at every start.
    const body = { ...example, externalReference: `try-${systemClock.now().toString(36)}` }
    const { path } = atenderOperations.createOutboundConversation
    lines.push(
      '',
      '  Open a conversation in Atender:',
      '',
      curl(`${url}${path}`, `Authorization: Bearer ${atenderKey.key}`, body),
    )
  }
  if (fernandKey) {
    const body = fernand.components.examples.ComposeWelcome.value
    const { path } = fernandOperations.composeConversation
    lines.push(
      '',
      '  Send a mail through Fernand:',
      '',
      curl(`${url}${path}`, `X-API-Key: ${fernandKey.key}`, body),
    )
  }
  return `${lines.join('\n')}\n\n`
}

/** The same for a program: one line of JSON. `smtp` is where mail is taken. */
export const announcement = (
  { url, smtpUrl, demoKeys }: RunningServer,
  mockUrl: string | undefined,
): string =>
  `${JSON.stringify({ url, mock: mockUrl ?? null, docs: docsOf(url), smtp: smtpUrl ?? null, keys: demoKeys })}\n`

const docsOf = (url: string) => `${url}/docs/`

const curl = (url: string, header: string, body: object) =>
  `  curl -i ${url} \\\n    -H '${header}' \\\n    -H 'Content-Type: application/json' \\\n    -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`
