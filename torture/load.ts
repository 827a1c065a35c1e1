/** The callers of tortured servers. */
import { setTimeout as sleep } from 'node:timers/promises'
import { clientsOf, conversation, mail } from '../test/support/server.ts'
import type { World } from './world.ts'

export interface Load {
  /** At a time. */
  callers: number
  /** Between two requests of a caller, in milliseconds. */
  breath: number
}

/** Under load, not out of breath. */
const heavy: Load = { callers: 6, breath: 60 }

/** What a creation brings: all of it is there, or nothing. */
export const wholeOf = (label: string) => ({
  ...conversation(label),
  tags: ['refund', 'vip'],
  outboundContext: { originalMessage: label },
})

/** Begins; the function returned ends it, and resolves when what is under way is finished. */
export function startLoad(world: World, { callers: count, breath } = heavy): () => Promise<void> {
  const end = new AbortController()
  const callers = Array.from({ length: count }, (_, caller) => call(world, { caller, breath }, end.signal))
  return async () => {
    end.abort()
    await Promise.all(callers)
  }
}

/** Opens conversations, answers them and composes mails, until the signal; failures are what the faults are for. */
async function call(
  world: World,
  { caller, breath }: { caller: number; breath: number },
  signal: AbortSignal,
): Promise<void> {
  const { ledger } = world
  for (let i = 0; !signal.aborted; i++) {
    const server = world.servers[(caller + i) % world.servers.length]
    const { atender, fernand } = clientsOf(server?.url ?? '')
    const label = `torture-${caller}-${i}`
    try {
      if (caller % 2 === 1) {
        const body = { ...mail, subject: label, delay: 0 }
        const { response } = await fernand.POST('/conversations/compose', { body })
        if (response.status === 200) ledger.mails.set(label, world.fault)
        judge(world, response)
      } else {
        const { data, response } = await atender.POST('/v1/conversations/outbound', { body: wholeOf(label) })
        judge(world, response)
        if (data) {
          ledger.conversations.set(label, world.fault)
          const reply = await atender.POST('/v1/conversations/{id}/messages', {
            params: { path: { id: data.id } },
            body: { direction: 'outbound', text: label },
          })
          if (reply.data) ledger.replies.set(reply.data.id, world.fault)
          judge(world, reply.response)
        }
      }
    } catch {
      // The server is gone.
    }
    await sleep(breath)
  }
}

function judge({ ledger, fault }: World, { status }: Response): void {
  if (status >= 300 && status !== 503) ledger.wrongAnswers.push({ fault, status })
}
