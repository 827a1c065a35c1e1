/** Ways to break Atender's contract. */
import { createHmac } from 'node:crypto'

import { demoKey } from '../server.ts'
import { answered, type Fault, inBody, inJson, type Switch } from './fault.ts'

const fault =
  (name: string, only: RegExp, found: RegExp, ways: Omit<Fault, 'name' | 'api' | 'only' | 'found'>): Switch =>
  () => ({ name, api: 'atender', only, found, ...ways })

const example = /takes the example ConversationCreateRefund/
const bearer = (key: string) => `Bearer ${key}`

export const atenderFaults: Switch[] = [
  fault('drops a member that must be there', example, /body: required/, {
    answer: inJson(201, body => delete body.externalReference),
  }),
  fault('answers 200 where it is 201', example, /an undocumented status|is refused/, {
    answer: one => {
      if (one.status === 201) one.status = 200
    },
  }),
  fault('has a value that no enum has', example, /body\/status: enum/, {
    answer: inJson(201, body => Object.assign(body, { status: 'surprise' })),
  }),
  fault('has a number where a text is', example, /body\/id: type/, {
    answer: inJson(201, body => Object.assign(body, { id: 7 })),
  }),
  fault('has a member that nobody knows', example, /surprise: an undocumented member/, {
    answer: inJson(201, body => Object.assign(body, { surprise: 1 })),
  }),
  fault('has a date without a time', example, /createdAt: format/, {
    answer: inJson(201, body => Object.assign(body, { createdAt: '2026-11-30' })),
  }),
  fault('says HTML where it is JSON', /listContacts: reads/, /content type/, {
    answer: one => {
      if (one.asked.path.startsWith('/v1/contacts')) one.headers['content-type'] = 'text/html'
    },
  }),
  fault('fails with 500', /listContacts: reads/, /a server error/, {
    answer: one => {
      if (one.asked.path.startsWith('/v1/contacts')) one.status = 500
    },
  }),
  fault('answers 400 where it is 409', /a reference that was used before/, /the status 409/, {
    answer: one => {
      if (one.status === 409) one.status = 400
    },
  }),
  () => {
    let count = 0
    const name = 'skips the check for a reference that was used before'
    return fault(name, /a reference that was used before/, /the status 409/, {
      ask: request =>
        inBody(request, body => Object.assign(body, { externalReference: `new-${Date.now()}-${count++}` })),
    })()
  },
  () => {
    let count = 0
    return fault('lets two of a race win', /of 50 callers/, /a race for one reference/, {
      ask: request => {
        if (count++ % 25 === 0)
          inBody(request, body => Object.assign(body, { externalReference: `won-${Date.now()}-${count}` }))
      },
    })()
  },
  () => {
    let count = 0
    return fault(
      'opens another conversation when a request is repeated',
      /a connection that was cut/,
      /the status 409/,
      {
        ask: request =>
          inBody(request, body =>
            Object.assign(body, { externalReference: `again-${Date.now()}-${count++}` }),
          ),
      },
    )()
  },
  fault(
    'takes a text that is one longer than it may be',
    /body subject: maxLength "/,
    /breaks the contract is taken/,
    {
      ask: request =>
        inBody(request, body => Object.assign(body, { subject: String(body.subject).slice(0, 998) })),
    },
  ),
  fault(
    'refuses a text of just the length that is allowed',
    /takes body subject: maxLength/,
    /is refused|body/,
    {
      answer: one => {
        if (one.asked.body.includes('x'.repeat(998)))
          answered(one, 400, { error: 'invalid', message: 'Too long.', errors: [] })
      },
    },
  ),
  fault('refuses a value that the enum has', /takes body channel: enum "amazon"/, /is refused|body/, {
    answer: one => {
      if (one.asked.body.includes('amazon'))
        answered(one, 400, { error: 'invalid', message: 'No.', errors: [] })
    },
  }),
  fault('takes a body that lacks a member', /body subject: required/, /breaks the contract is taken/, {
    ask: request => inBody(request, body => Object.assign(body, { subject: 'It was not there.' })),
  }),
  fault(
    'overlooks a member that is misspelt',
    /createOutboundConversation body surprise/,
    /breaks the contract is taken/,
    {
      ask: request => inBody(request, body => delete body.surprise),
    },
  ),
  fault('takes a body that says it is text', /createOutboundConversation: a body that is text/, /is taken/, {
    ask: request => Object.assign(request.headers, { 'content-type': 'application/json' }),
  }),
  fault('fails at half a JSON text', /createOutboundConversation: half a JSON/, /a server error/, {
    answer: one => {
      if (one.status === 400) answered(one, 500, '<h1>SyntaxError</h1>')
    },
  }),
  fault('takes any key', /listConversations: (no|nobody's) key/, /key is taken/, {
    ask: request => Object.assign(request.headers, { authorization: bearer(demoKey.atender) }),
  }),
  fault('lets a key write that may only read', /pushMessage: a read scope/, /may only read/, {
    ask: request => {
      if (request.headers.authorization === bearer(demoKey.readonly))
        request.headers.authorization = bearer(demoKey.atender)
    },
  }),
  fault("shows another tenant's conversation", /tenant's conversation is not there/, /the status 404/, {
    ask: request => {
      if (request.headers.authorization?.includes('other'))
        request.headers.authorization = bearer(demoKey.atender)
    },
  }),
  fault('keeps references unique across tenants', /unique in its tenant/, /is refused|body/, {
    answer: one => {
      if (one.asked.headers.authorization?.includes('other'))
        answered(one, 409, { error: 'reference_taken', message: 'It was used before.' })
    },
  }),
  fault(
    'answers 404 to a method that a path does not have',
    /PUT .*outbound: no such method/,
    /unsupported method/,
    {
      answer: one => {
        if (one.status === 405) one.status = 404
      },
    },
  ),
  fault('does not say which methods a path has', /PUT .*outbound: no such method/, /unsupported method/, {
    answer: one => delete one.headers.allow,
  }),
  () => {
    let count = 0
    return fault('forgets Retry-After', /who asks too often/, /Retry-After: required/, {
      answer: one => {
        if (count++ > 50) answered(one, 429, { error: 'rate_limited', message: 'Too many requests.' })
      },
    })()
  },
  fault('forgets a conversation', /what was created can be fetched/, /is refused|body|undocumented/, {
    answer: one => {
      if (one.asked.method === 'GET' && /\/conversations\/[^/?]+$/.test(one.asked.path))
        answered(one, 404, { error: 'not_found', message: 'It is gone.' })
    },
  }),
  () => {
    let count = 0
    return fault(
      'makes a contact for each case of an address',
      /the contact is the same/,
      /the contact of an address/,
      {
        answer: inJson(201, body => Object.assign(body.contact as object, { id: String(count++) })),
      },
    )()
  },
  fault(
    'does not name a contact after its address',
    /the name of a contact is by default/,
    /a contact without one/,
    {
      answer: inJson(201, body => Object.assign(body.contact as object, { name: 'Unknown' })),
    },
  ),
  fault('refuses a tag that does not exist', /a tag that does not exist/, /is refused|body/, {
    answer: one => {
      if (one.asked.body.includes('no-such-tag'))
        answered(one, 400, { error: 'invalid', message: 'No.', errors: [] })
    },
  }),
  fault('shows the first page again and again', /pages have no gaps/, /pages while rows are added/, {
    ask: request => {
      request.path = request.path.replace(/&cursor=[^&]*/, '')
    },
  }),
  fault('skips a row between two pages', /pages have no gaps/, /pages while rows are added/, {
    answer: one => {
      if (one.asked.path.includes('limit=')) inJson(200, body => (body.data as object[]).pop())(one)
    },
  }),
  fault(
    'shows the secret of a webhook again',
    /the secret of a webhook/,
    /a secret that is shown again|secret: an undocumented/,
    {
      answer: one => {
        const secret = /whsec_[^"]+/.exec(one.body)?.[0]
        if (secret && one.asked.path === '/v1/webhooks') kept.secret = secret
        if (/webhooks\/[^/]+$/.test(one.asked.path))
          inJson(200, body => Object.assign(body, { secret: kept.secret }))(one)
      },
    },
  ),
  fault('does not sign', /conversation.created is told/, /webhook-signature: required/, {
    webhook: told => {
      delete told.headers['webhook-signature']
    },
  }),
  fault('signs with another secret', /conversation.created is told/, /webhook-signature: signed/, {
    webhook: told => {
      told.headers['webhook-signature'] =
        `v1,${createHmac('sha256', 'other').update(told.body).digest('base64')}`
    },
  }),
  () => {
    let count = 0
    return fault(
      'repeats a webhook with another id',
      /repeated with its id/,
      /webhook-signature: signed|a repeated delivery/,
      {
        webhook: told => {
          told.headers['webhook-id'] = `msg_${count++}`
        },
      },
    )()
  },
  fault('does not repeat a webhook that failed', /repeated with its id/, /conversation.created is told/, {
    webhook: told => {
      const isSeen = seen.has(`${told.headers['webhook-id']}`)
      seen.add(`${told.headers['webhook-id']}`)
      return !isSeen
    },
  }),
  fault('signs with the new secret alone after a rotation', /after a rotation/, /webhook-signature: signed/, {
    webhook: told => {
      told.headers['webhook-signature'] = told.headers['webhook-signature']?.split(' ')[0] ?? ''
    },
  }),
  fault('tells no webhook that an agent replied', /message.sent is told/, /message.sent is told/, {
    webhook: () => false,
    patience: 2_000,
  }),
  fault('tells of a reply without its conversation', /message.sent is told/, /webhook body.*: required/, {
    webhook: told => {
      const body = JSON.parse(told.body)
      delete body.timestamp
      told.body = JSON.stringify(body)
    },
  }),
  fault(
    'goes on telling a webhook that was deleted',
    /a webhook that was deleted/,
    /a webhook that was deleted/,
    {
      ask: request => {
        if (request.method === 'DELETE') request.method = 'GET'
      },
      answer: one => {
        if (one.asked.method === 'DELETE') answered(one, 204)
      },
    },
  ),
]

/** What some remember from one exchange to the next. */
const kept = { secret: '' }
const seen = new Set<string>()
