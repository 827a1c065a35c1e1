/** docs/limits.md says what the code and the contracts hold to. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import atender from '../../generated/atender/openapi.json' with { type: 'json' }
import { readConfig } from '../../server/config.ts'
import { bodyRules, webhookRules } from '../../server/contracts.ts'
import { MOST_STREAMS } from '../../server/http/control/streams.ts'
import { MAX_MAILBOXES } from '../../server/mail/addresses.ts'
import { defaultLimits } from '../../server/mail/listener.ts'
import { DRAIN, timeouts } from '../../server/process/listen.ts'
import { MOST_WRONG_KEYS } from '../../server/rate-limits/wrong-keys.ts'
import { root } from '../support/process.ts'

const page = readFileSync(join(root, 'docs/limits.md'), 'utf8')
const MIB = 1024 * 1024
const number = (value: number) => value.toLocaleString('en')
const { maxConnections, maxPerAddress } = readConfig({})
const { MessageCreate, OutboundContext } = atender.components.schemas

it.each([
  [
    'the body',
    `: ${atender.paths['/v1/conversations/{id}/messages'].post.requestBody['x-max-bytes'] / MIB} MiB`,
  ],
  [
    'the body',
    `${atender.paths['/v1/conversations/outbound'].post.requestBody['x-max-bytes'] / MIB} MiB to open`,
  ],
  ['the body', `${atender.paths['/v1/webhooks'].post.requestBody['x-max-bytes'] / 1024} KiB for a webhook`],
  ['members and entries', number(bodyRules.maxValues)],
  ['nesting', `${OutboundContext.properties.metadata['x-max-depth']} levels`],
  ['nesting', `${OutboundContext.properties.metadata['x-max-json-bytes'] / 1024} KiB`],
  ['files of one message', number(MessageCreate.properties.attachments.maxItems)],
  ['files of one message', `${MessageCreate.properties.attachments['x-max-decoded-bytes'] / MIB} MiB`],
  ['addresses in one list', number(MAX_MAILBOXES)],
  ['the head of a request; a new', `${timeouts.headersTimeout / 1000} s`],
  ['a whole request', `${timeouts.requestTimeout / 1000} s`],
  ['a connection between', `${timeouts.keepAliveTimeout / 1000} s`],
  ['what runs when', `${DRAIN / 1000} s`],
  ['a receiver of a webhook', `${webhookRules.timeoutSeconds} s`],
  ['connections in all', number(maxConnections)],
  ['connections of one address', number(maxPerAddress)],
  ['requests of one address', number(maxPerAddress)],
  ['different keys', `${MOST_WRONG_KEYS} a minute`],
  ['event streams', number(MOST_STREAMS)],
  ['a mail', `${defaultLimits.size / MIB} MiB`],
  ['all mails under way', `${defaultLimits.memory / MIB} MiB`],
  ['connections', number(defaultLimits.connections)],
  ['recipients of a mail', number(defaultLimits.recipients)],
  ['silence', `${defaultLimits.idle / 60_000} minutes; ${defaultLimits.connection / 60_000} minutes`],
])('the page says of %s that it is %s', (what, value) => {
  const rows = page.split('\n').filter(line => line.startsWith(`| ${what}`))
  const [row = ''] = rows.slice(what === 'connections' ? -1 : 0)
  expect(row).toMatch(new RegExp(`(?<![\\d,])${value.replaceAll(/[.*+?^$()|]/g, '\\$&')}`))
})
