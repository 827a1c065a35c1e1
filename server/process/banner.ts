import type { Config } from '../config.ts'
import { docsOf, inboxOf, requestsOf } from './home.ts'
import type { RunningServer } from './start.ts'

/** What a person sees after `npm start`: where everything is, the demo keys, and a request of each API to paste. */
export function banner(
  { url, smtpUrl, demoKeys, withheldKeys }: RunningServer,
  config: Config,
  mockUrl: string | undefined,
): string {
  const lines = [
    '',
    `  server   ${url}`,
    `  mock     ${mockUrl ?? 'not started (MOCK_PORT=0)'}`,
    `  docs     ${docsOf(url)}`,
    ...(config.control ? [`  inbox    ${inboxOf(url)}`] : []),
    `  mail     ${config.smtp ? `sent through ${config.smtp.host}:${config.smtp.port}` : 'captured, not sent (SMTP_URL is not set)'}`,
    ...(smtpUrl ? [`           received on ${smtpUrl.slice('smtp://'.length)}`] : []),
    '',
    ...demoKeys.map(
      ({ api, key, scopes }, index) =>
        `  ${index === 0 ? 'keys' : '    '}     ${api.padEnd(8)} ${key}${scopes.length > 0 ? `  (${scopes.join(', ')})` : ''}`,
    ),
    ...(withheldKeys > 0
      ? [
          `  keys     the demo keys are refused: ${config.host} is not this machine alone. Make one: npm run key`,
        ]
      : []),
  ]
  for (const { title, curl } of requestsOf(url, demoKeys)) {
    lines.push('', `  ${title}:`, '', curl.replaceAll(/^/gm, '  '))
  }
  return `${lines.join('\n')}\n\n`
}

/** The same for a program: one line of JSON. `smtp` is where mail is taken. */
export const announcement = (
  { url, smtpUrl, demoKeys }: RunningServer,
  mockUrl: string | undefined,
): string =>
  `${JSON.stringify({ url, mock: mockUrl ?? null, docs: docsOf(url), smtp: smtpUrl ?? null, keys: demoKeys })}\n`
