import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { textToHtml } from '../../server/mail/text.ts'
import { root } from '../support/process.ts'
import { messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'

/** What is right for a mail; what is left out is not told. */
interface Case {
  file: string
  why: string
  /** The public report of such a mail, as `owner/repository#number` on GitHub. */
  seen?: string
  subject?: string
  /** `Name <address>` */
  from?: string
  text?: string
  html?: string
  /** All that come with it; `content` is a byte in each character. */
  files?: { name: string; type?: string; content: string }[]
  /** Whether no person wrote it. */
  automated?: boolean
  /** The mail before it whose conversation it joins; without one it opens its own. */
  thread?: string
}

const folder = join(root, 'test/fixtures/mail')
const cases: Case[] = parse(readFileSync(join(folder, 'corpus.yaml'), 'utf8')) // written by hand beside the mails
/** The conversation of each mail that was handed over. */
const conversations = new Map<string, number>()

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ smtpListen: { host: '127.0.0.1', port: 0 } })
})
afterAll(() => server.stop())

async function newest() {
  const { data } = await server.fernand.GET('/conversations', {
    params: { query: { order: 'newest', limit: 3 } },
  })
  return data?.data[0]
}

async function senderOf(id: number) {
  const { data } = await server.fernand.GET('/contacts/{id}', { params: { path: { id } } })
  return `${data?.name} <${data?.email}>`
}

async function bytesOf(url: string): Promise<string> {
  return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('latin1')
}

it.each(cases)('$file: $why', async ({ file, thread, ...right }) => {
  const source = readFileSync(join(folder, file))
  expect(await handOver(server.smtpUrl, { to: 'support@demo.example', source })).toMatch(/^250 /)
  const conversation = await newest()
  const id = thread === undefined ? (conversation?.id ?? 0) : (conversations.get(thread) ?? 0)
  expect([...conversations.values()].includes(id)).toBe(thread !== undefined)
  conversations.set(file, id)
  const page = await server.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })
  const message = messagesIn(page.data)[0]
  const html = right.html ?? textToHtml(right.text ?? '')
  expect(message?.message).toBe(html)
  if (right.subject !== undefined) expect(conversation?.subject).toBe(right.subject)
  if (right.from !== undefined) expect(await senderOf(message?.contact_id ?? 0)).toBe(right.from)
  if (right.automated !== undefined) expect(message?.is_automated).toBe(right.automated)
  const files = (message?.attachments ?? []).map(async ({ name, type, url }, index) => ({
    name,
    ...(right.files?.[index]?.type === undefined ? {} : { type }),
    content: await bytesOf(url ?? ''),
  }))
  expect(await Promise.all(files)).toEqual(right.files ?? [])
})

it('every mail of the folder is told of', () => {
  const mails = readdirSync(folder).filter(name => name.endsWith('.eml'))
  expect(cases.map(({ file }) => file).toSorted()).toEqual(mails.toSorted())
})
