/** What balancers, supervisors and Prometheus ask a process, and who may. */
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { root, startServerProcess } from '../support/process.ts'
import { demoKey, startTestServer } from '../support/server.ts'
import { startShell } from '../support/shell.ts'
import { timed } from '../support/timed.ts'

it('SIGTERM makes it unready at once, serves who comes, and ends it after DRAIN_DELAY', timed, async () => {
  const server = await startServerProcess({ DATABASE_URL: 'sqlite::memory:', DRAIN_DELAY: '1' })
  const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })] as const
  onTestFinished(() => {
    for (const agent of agents) agent.destroy()
    server.child.kill('SIGKILL')
  })
  /** On a connection that is kept. */
  const ask = async (agent: Agent, path: string) => {
    const sent = request(server.url + path, { agent, headers: { 'X-API-Key': demoKey.fernand } }).end()
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    const body = (await json(answer)) as { status?: string } // of the probes
    return {
      status: answer.statusCode,
      told: body.status,
      connection: answer.headers.connection,
      reused: sent.reusedSocket,
    }
  }
  for (const agent of agents) expect(await ask(agent, '/readyz')).toMatchObject({ status: 200, told: 'ok' })

  const begin = performance.now()
  const ended = server.kill('SIGTERM')
  for (;;) {
    const answer = await ask(agents[0], '/readyz')
    if (answer.status === 503) {
      expect(answer).toMatchObject({ told: 'stopping', connection: 'close' })
      break
    }
  }
  expect(performance.now() - begin).toBeLessThan(900)
  expect(await ask(agents[1], '/tags')).toMatchObject({ status: 200, connection: 'close', reused: true })
  expect(await ask(agents[0], '/healthz')).toMatchObject({ status: 200, told: 'ok', reused: false })
  expect(await ended).toBe(0)
  expect(performance.now() - begin).toBeGreaterThan(1_000)
})

describe('the metrics', () => {
  const statusOf = async (url: string, headers: Record<string, string> = {}) =>
    (await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/metrics`, { headers })).status

  it('are for this machine alone on loopback, and for none of its pages', async () => {
    await using server = await startTestServer()
    expect(await statusOf(server.url)).toBe(200)
    expect(await statusOf(server.url, { Origin: 'https://page.example' })).toBe(403)
  })

  it('are elsewhere for who has the ADMIN_TOKEN', async () => {
    await using server = await startTestServer({ host: '0.0.0.0', control: false, adminToken: 'secret' })
    expect(await statusOf(server.url)).toBe(401)
    expect(await statusOf(server.url, { Authorization: 'Bearer secre' })).toBe(401)
    expect(await statusOf(server.url, { Authorization: 'Bearer secret' })).toBe(200)
    const command = codeBlocksOf('docs/operations.md').find(({ code }) => code.startsWith('curl'))?.code ?? ''
    const shell = startShell(command.replace('3000', new URL(server.url).port), root, {
      ADMIN_TOKEN: 'secret',
    })
    await shell.exited
    expect(shell.stdout()).toMatch(/^# HELP conversation_contracts_/)
  })

  it('are not there elsewhere without one', async () => {
    await using server = await startTestServer({ host: '0.0.0.0', control: false })
    expect(await statusOf(server.url)).toBe(404)
    expect(await statusOf(server.url, { Authorization: 'Bearer ' })).toBe(404)
  })
})
