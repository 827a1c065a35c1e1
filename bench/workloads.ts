/** What is asked of every contestant: the same bytes, made from the contracts' own examples. */
import atender from '../generated/atender/openapi.json' with { type: 'json' }
import { operations as atenderOperations } from '../generated/atender/operations.ts'
import fernand from '../generated/fernand/openapi.json' with { type: 'json' }
import { operations as fernandOperations } from '../generated/fernand/operations.ts'
import type { Requests } from './load.ts'

export type WorkloadName = 'create' | 'fetch' | 'compose' | 'list'

export interface Workload {
  name: WorkloadName
  /** For the table. */
  title: string
  api: 'atender' | 'fernand'
  status: number
  /** Makes the requests of one connection. */
  requests(stock: Stock): Requests
  /** One request, whose answer is read and looked at. */
  sample(stock: Stock): { request: Buffer; expected: RegExp }
}

/** The references that a contestant has been given: each is created once, then fetched any number of times. */
export interface Stock {
  /** Not the same in two runs, so that a database that outlives the run takes the next one. */
  run: string
  created: number
  fetched: number
  composed: number
  /** The cursor behind the nth conversation, of a database that was filled. */
  cursorOf?: (n: number) => string
}

export const newStock = (run: string): Stock => ({ run, created: 0, fetched: 0, composed: 0 })

/** References are scattered over so many numbers: callers' order numbers do not arrive in the order of an index. */
export const NUMBERS = 10_000_000
/** The factor has no divisor in common with NUMBERS, so this is one to one. */
export const SCATTER = { factor: 6_180_339, offset: 1_234_567 }
const DIGITS = '0000000'
const PLACEHOLDER = 'NUMBER!'

/** The reference of the nth conversation; no two are the same. */
export const referenceOf = (run: string, n: number): string =>
  `${run}-${String(scattered(n)).padStart(DIGITS.length, '0')}`

const scattered = (n: number): number => (n * SCATTER.factor + SCATTER.offset) % NUMBERS

const HTML_BYTES = 10_240
const paragraph = '<p>Hello Monica, your account is ready. Answer this mail if anything is unclear.</p>\n'

const create = (run: string): Template => {
  const example = atender.components.examples.ConversationCreateRefund.value
  const contact = { ...example.contact, email: `customer-${PLACEHOLDER}@aviato.example` }
  return template(
    'POST',
    atenderOperations.createOutboundConversation.path,
    authorization.atender,
    JSON.stringify({ ...example, contact, externalReference: `${run}-${PLACEHOLDER}` }),
  )
}

const fetchByReference = (run: string): Template =>
  template(
    'GET',
    `${atenderOperations.listConversations.path}?externalReference=${run}-${PLACEHOLDER}`,
    authorization.atender,
  )

/** What is composed while a contestant takes its turn: no mail leaves during the run. */
const tenKilobytes = {
  html: paragraph.repeat(HTML_BYTES / paragraph.length + 1).slice(0, HTML_BYTES),
  delay: 3600,
}

const compose = ({ html, delay }: { html: string; delay: number } = tenKilobytes): Template => {
  const example = fernand.components.examples.ComposeWelcome.value
  return template(
    'POST',
    fernandOperations.composeConversation.path,
    authorization.fernand,
    JSON.stringify({
      ...example,
      content: { content: html },
      to: `Monica Hall <monica-${PLACEHOLDER}@raviga-capital.com>`,
      delay,
    }),
  )
}

const authorization = { atender: 'Authorization: Bearer sa_test_demo_full', fernand: 'X-API-Key: sk_demo' }

export const workloads: Record<WorkloadName, Workload> = {
  create: {
    name: 'create',
    title: 'Atender: create a conversation',
    api: 'atender',
    status: 201,
    requests(stock) {
      const write = create(stock.run)
      return () => write(scattered(stock.created++))
    },
    sample(stock) {
      const reference = referenceOf(stock.run, stock.created)
      return {
        request: create(stock.run)(scattered(stock.created++)),
        expected: new RegExp(`"externalReference": ?"${reference}"`),
      }
    },
  },
  fetch: {
    name: 'fetch',
    title: 'Atender: fetch by reference',
    api: 'atender',
    status: 200,
    requests(stock) {
      const write = fetchByReference(stock.run)
      return () => write(scattered(stock.fetched++ % Math.max(1, stock.created)))
    },
    sample(stock) {
      return {
        request: fetchByReference(stock.run)(scattered(0)),
        expected: new RegExp(`"externalReference": ?"${referenceOf(stock.run, 0)}"`),
      }
    },
  },
  compose: {
    name: 'compose',
    title: 'Fernand: compose, 10 kB of HTML',
    api: 'fernand',
    status: 200,
    requests(stock) {
      const write = compose()
      return () => write(scattered(stock.composed++))
    },
    sample(stock) {
      return {
        request: compose()(scattered(stock.composed++)),
        expected: /"message": ?"<p>Hello Monica.*"delay": ?3600/,
      }
    },
  },
  list: {
    name: 'list',
    title: 'Atender: list, pages of 25 from any place',
    api: 'atender',
    status: 200,
    requests(stock) {
      return () => listPage(stock, scattered(stock.fetched++) % Math.max(1, stock.created))
    },
    sample: stock => ({
      request: listPage(stock, stock.created),
      expected: /"externalReference": ?".*"nextCursor": ?"/,
    }),
  },
}

/** The page behind the nth conversation. */
function listPage({ cursorOf }: Stock, n: number): Buffer {
  if (!cursorOf) throw new Error('a list begins anywhere only in a database that was filled')
  return Buffer.from(
    `GET ${atenderOperations.listConversations.path}?limit=25&cursor=${cursorOf(n)} HTTP/1.1\r\n` +
      `Host: 127.0.0.1\r\n${authorization.atender}\r\n\r\n`,
  )
}

/** Writes a number into a request; the returned buffer is the same one each time. */
type Template = (number: number) => Buffer

function template(method: string, target: string, key: string, body?: string): Template {
  const head = [`${method} ${target} HTTP/1.1`, 'Host: 127.0.0.1', key]
  if (body !== undefined) {
    head.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
  }
  const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`)
  const places: number[] = []
  for (let at = bytes.indexOf(PLACEHOLDER); at !== -1; at = bytes.indexOf(PLACEHOLDER, at + 1))
    places.push(at)
  return number => {
    for (const place of places) {
      for (let digit = DIGITS.length - 1, rest = number; digit >= 0; digit--, rest = Math.trunc(rest / 10)) {
        bytes[place + digit] = 48 + (rest % 10)
      }
    }
    return bytes
  }
}

/** Composes mails that leave so many seconds later. */
export const composeLater = (stock: Stock, html: string, delay: number): (() => Requests) => {
  const write = compose({ html, delay })
  return () => () => Buffer.from(write(scattered(stock.composed++)))
}

/** Creates with a Content-Type that is never the same twice, or always. */
export const createWithContentType = (stock: Stock, parameter: (n: number) => string): (() => Requests) => {
  const write = create(stock.run)
  return () => () => {
    const n = stock.created++
    const [head = '', body = ''] = write(scattered(n)).toString().split('\r\n\r\n')
    return Buffer.from(
      `${head.replace('application/json', `application/json${parameter(n)}`)}\r\n\r\n${body}`,
    )
  }
}
