/** Ways to break Fernand's contract. */
import { demoKey } from '../server.ts'
import { answered, type Fault, inBody, inJson, type Switch } from './fault.ts'

const fault =
  (name: string, only: RegExp, found: RegExp, ways: Omit<Fault, 'name' | 'api' | 'only' | 'found'>): Switch =>
  () => ({ name, api: 'fernand', only, found, ...ways })

export const fernandFaults: Switch[] = [
  fault('does not delete', /what was deleted does not answer/, /the status 404/, {
    ask: request => {
      if (request.method === 'DELETE') request.method = 'GET'
    },
    answer: one => {
      if (one.asked.method === 'DELETE') answered(one, 204)
    },
  }),
  fault(
    'says of a mail that leaves later that it left',
    /a mail that leaves later is pending/,
    /leaves later/,
    {
      answer: one => {
        if (one.asked.path === '/conversations/compose')
          inJson(200, body => Object.assign(body, { status: 'SENT' }))(one)
      },
    },
  ),
  fault('forgets the limits of a key', /listTags: reads/, /X-RateLimit-Remaining: required/, {
    answer: one => delete one.headers['x-ratelimit-remaining'],
  }),
  fault('loses the generated id', /the generated id/, /the generated id/, {
    answer: inJson(200, body => delete body.generated_id),
  }),
  fault("shows another tenant's conversation", /tenant's conversation is not there/, /the status 404/, {
    ask: request => {
      if (request.headers['x-api-key']?.includes('other')) request.headers['x-api-key'] = demoKey.fernand
    },
  }),
  fault(
    'takes no mail that is as late as it may be',
    /takes body delay: maximum|is pending/,
    /is refused|body|undocumented/,
    {
      answer: one => {
        if (one.asked.body.includes('"delay":86400')) answered(one, 400, { error: 'Too late.' })
      },
    },
  ),
  fault(
    'sends a mail at once that is to leave later',
    /a mail leaves after its delay/,
    /the delay of a mail/,
    {
      ask: request => inBody(request, body => Object.assign(body, { delay: 0 })),
      answer: one => inJson(200, body => 'delay' in body && Object.assign(body, { delay: 2 }))(one),
    },
  ),
  fault('sends a mail that was deleted', /deleted before it was due/, /a mail that was deleted/, {
    ask: request => {
      if (request.method === 'DELETE') request.method = 'GET'
    },
    answer: one => {
      if (one.asked.method === 'DELETE') answered(one, 204)
    },
  }),
  fault('shows who gets a blind copy', /who gets a blind copy/, /a blind copy/, {
    mail: source =>
      source.replace(/^Subject:/m, bcc => `Bcc: ${/verify-bcc-\S+/.exec(kept.body)?.[0]}\r\n${bcc}`),
    ask: request => {
      const address = /verify-bcc-[0-9a-f]+@example\.com/.exec(request.body)?.[0]
      if (address) kept.body = address
    },
  }),
  fault('sends no blind copy', /who gets a blind copy/, /whom a mail goes to/, {
    ask: request => inBody(request, body => delete body.bcc),
  }),
  fault('sends no mail at all', /what arrives is what was composed/, /a mail that leaves/, {
    ask: request => inBody(request, body => body.delay === 0 && Object.assign(body, { delay: 3_600 })),
    patience: 2_000,
  }),
  fault(
    'spoils what is not ASCII in a subject',
    /what arrives is what was composed/,
    /the subject of a mail/,
    {
      ask: request =>
        inBody(request, body => Object.assign(body, { subject: `${body.subject}`.replace(/[^ -~]/g, '?') })),
    },
  ),
  fault('spoils an attachment', /an attachment arrives/, /an attachment/, {
    mail: source => source.replace(/^(AAE|ACVK)/m, 'XXX'),
  }),
  fault('keeps another original than it sent', /the original is the mail/, /the original of a mail/, {
    answer: one => {
      if (one.asked.path.includes('original.eml')) one.body = one.body.replace('verify', 'another')
    },
  }),
  fault('loses a conversation between two pages', /pages have no gaps/, /pages while rows are added/, {
    answer: one => {
      if (one.asked.path.includes('limit=')) inJson(200, body => (body.data as object[]).pop())(one)
    },
  }),
]

const kept = { body: '' }
