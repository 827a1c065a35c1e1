/** Verbs of the control plane: `clock`, `mail`, `trigger`, `listen`. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Argument, Command, InvalidArgumentError } from 'commander'
import { createAtenderClient } from '../client/atender.ts'
import { type Control, ControlError, createControl, keysOf } from '../client/control.ts'
import { createFernandClient } from '../client/fernand.ts'
import type { AtenderKey, FernandKey } from '../client/keys.ts'
import { orThrow } from '../client/result.ts'
import { StartError } from '../server/errors/start-error.ts'
import { duration } from './duration.ts'

interface Where {
  server: string
  tenant: string
  token?: string
}

/** A command that says which server and which tenant. */
const verb = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option('--server <url>', 'where the reference server is', 'http://127.0.0.1:3000')
    .option('--tenant <name>', 'a tenant of its workspace, or the name of a private copy', 'demo')
    .option('--token <token>', 'its ADMIN_TOKEN, where it listens on more than loopback')

const controlOf = ({ server, tenant, token }: Where): Control =>
  createControl({ baseUrl: server, tenant, ...(token === undefined ? {} : { token }) })

/** What the server says no to, or nobody there, is one line. */
const telling =
  <Arguments extends unknown[]>(work: (...given: Arguments) => Promise<void>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      await work(...given)
    } catch (error) {
      if (error instanceof ControlError) throw new StartError(error.message)
      if (error instanceof TypeError && error.message === 'fetch failed')
        throw new StartError('The server does not answer: is it started, and is --server right?')
      throw error
    }
  }

const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

/** `clock`: what time it is for a tenant. */
export function clockCommand(): Command {
  return new Command('clock')
    .description('tell, set, stop or move on the clock of a tenant')
    .addCommand(
      verb('get', 'tell it').action(telling(async where => print(await controlOf(where).clock.get()))),
    )
    .addCommand(
      verb('set', 'set it')
        .argument('<moment>', 'such as 2026-12-24T18:00:00Z', moment)
        .action(telling(async (now, where) => print(await controlOf(where).clock.set({ now })))),
    )
    .addCommand(
      verb('freeze', 'let it stand still').action(
        telling(async where => print(await controlOf(where).clock.set({ frozen: true }))),
      ),
    )
    .addCommand(
      verb('advance', 'let time pass, and do what becomes due on the way')
        .argument('<time>', 'such as 3d, 12h, 90m or 45s', duration)
        .action(telling(async (seconds, where) => print(await controlOf(where).clock.advance({ seconds })))),
    )
    .addCommand(
      verb('reset', 'go back to real time').action(telling(async where => controlOf(where).clock.reset())),
    )
}

/** `mail`: what left. */
export function mailCommand(): Command {
  return new Command('mail').description('see the mail that left, or would have').addCommand(
    verb('wait', 'wait for a mail, and print it')
      .option('--to <address>', 'to this recipient')
      .option('--subject <text>', 'with this in its subject')
      .option('--seconds <seconds>', 'how long, 60 at most', Number, 30)
      .option('--source', 'print the message as it left')
      .action(
        telling(async ({ to, subject, seconds, source, ...where }) => {
          const [mail] = await controlOf(where).mailbox.list({
            wait: seconds,
            ...(to === undefined ? {} : { to }),
            ...(subject === undefined ? {} : { subject }),
          })
          if (!mail) throw new StartError('No such mail came.')
          if (!source) return print(mail)
          const { server, tenant } = where as Where
          const response = await fetch(`${server}/_control/mailbox/${mail.id}/source`, {
            headers: { 'Control-Tenant': tenant },
          })
          process.stdout.write(Buffer.from(await response.arrayBuffer()))
        }),
      ),
  )
}

const contact = { email: 'erlich.bachman@aviato.example' }

/** Opens a conversation for what is to happen in it. */
async function opened({ server, tenant }: Where): Promise<string> {
  const atender = createAtenderClient({ baseUrl: server, apiKey: atenderKeyOf(tenant) })
  const externalReference = `trigger-${process.hrtime.bigint()}`
  const body = { externalReference, contact, subject: 'Triggered', channel: 'webchat' as const }
  return orThrow(await atender.POST('/v1/conversations/outbound', { body })).id
}

const atenderKeyOf = (tenant: string): AtenderKey =>
  tenant === 'demo' ? 'sa_test_demo_full' : keysOf(tenant).atender
const fernandKeyOf = (tenant: string): FernandKey => (tenant === 'demo' ? 'sk_demo' : keysOf(tenant).fernand)

/** What can be triggered, and how it comes about. */
const triggers: Record<string, (where: Where, control: Control) => Promise<unknown>> = {
  'conversation.created': async where => ({ conversationId: await opened(where) }),
  'message.sent': async (where, control) =>
    control.agentReply(await opened(where), { text: 'An agent replied.' }),
  'message.received': async (where, control) =>
    control.customerMessage(await opened(where), { text: 'The customer wrote.' }),
  'conversation.resolved': async (where, control) => control.status(await opened(where), 'done'),
  'conversation.reopened': async (where, control) => {
    const id = await opened(where)
    await control.status(id, 'done')
    return control.customerMessage(id, { text: 'One more thing.' })
  },
  'assignment.changed': async (where, control) => control.assignee(await opened(where), 42),
  bounce: async (where, control) => {
    const fernand = createFernandClient({ baseUrl: where.server, apiKey: fernandKeyOf(where.tenant) })
    const mail = {
      channel_id: 123,
      agent_id: 42,
      to: contact.email,
      delay: 0,
      content: { content: '<p>Hello</p>' },
    }
    const message = orThrow(await fernand.POST('/conversations/compose', { body: mail }))
    await control.mailbox.list({ to: contact.email, wait: 10 })
    return control.delivery(message.id, { outcome: 'bounced', reason: '5.1.1 No such user' })
  },
}

/** `trigger`: makes something happen. */
export function triggerCommand(): Command {
  return verb('trigger', 'make something happen, in a conversation of its own')
    .addArgument(new Argument('<event>', 'what').choices(Object.keys(triggers)))
    .action(
      telling(async (event: string, where: Where) => print(await triggers[event]?.(where, controlOf(where)))),
    )
}

/** `listen`: subscribes, prints each delivery as it comes, and forwards it as it is. */
export function listenCommand(): Command {
  return verb('listen', 'subscribe to events, print each delivery, and forward it as it is signed')
    .option('--forward-to <url>', 'where each delivery goes, with its headers; its answer is the one')
    .option('--events <names...>', 'which events', [
      'conversation.created',
      'message.received',
      'message.sent',
    ])
    .action(
      telling(async ({ forwardTo, events, ...where }) => {
        const own = createServer(async (request, response) => {
          const body = await buffer(request)
          const answer = await forwarded(forwardTo, request.headers as Record<string, string>, body)
          process.stdout.write(
            `${JSON.parse(body.toString()).event} ${request.headers['webhook-id']} ${answer}\n`,
          )
          response.writeHead(answer).end()
        })
        await new Promise<void>(resolve => own.listen(0, '127.0.0.1', resolve))
        const url = `http://127.0.0.1:${(own.address() as AddressInfo).port}/` // it listens on TCP
        const { server, tenant } = where as Where
        const atender = createAtenderClient({ baseUrl: server, apiKey: atenderKeyOf(tenant) })
        const made = orThrow(await atender.POST('/v1/webhooks', { body: { name: 'listen', url, events } }))
        process.stdout.write(`secret ${made.secret}\n`)
        await new Promise(resolve => {
          process.once('SIGINT', resolve)
          process.once('SIGTERM', resolve)
        })
        await atender.DELETE('/v1/webhooks/{id}', { params: { path: { id: made.id } } })
        own.closeAllConnections()
        own.close()
      }),
    )
}

/** The status that the receiver answers; 502 when it does not. */
async function forwarded(
  url: string | undefined,
  headers: Record<string, string>,
  body: Buffer,
): Promise<number> {
  if (url === undefined) return 204
  const { host: _, connection: __, 'content-length': ___, ...rest } = headers
  const answer = await fetch(url, { method: 'POST', headers: rest, body: new Uint8Array(body) }).catch(
    () => undefined,
  )
  return answer?.status ?? 502
}

function moment(text: string): string {
  if (Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('It is no moment, such as 2026-12-24T18:00:00Z.')
  return new Date(text).toISOString()
}
