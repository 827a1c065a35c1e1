import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { runScript, temporaryFolder } from '../support/process.ts'
import { demoKey, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function run(...args: string[]) {
  const { exited, stdout, stderr } = runScript('cli/main.js', {}, undefined, ['verify', ...args])
  return { code: await exited, stdout: stdout(), stderr: stderr() }
}

const atender = (url: string, ...more: string[]) =>
  run('--api', 'atender', '--base-url', url, '--key', demoKey.atender, ...more)

/** What answers every request so, until the test ends. */
async function always(status: number, type: string, body: string): Promise<string> {
  const other = createServer((_, response) => response.writeHead(status, { 'Content-Type': type }).end(body))
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}` // it listens on TCP
}

describe('verify', () => {
  it('tells by operation what a server keeps, what it created, and exits with 0', async () => {
    const { code, stdout, stderr } = await atender(server.url, '--only', '^createOutboundConversation')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/✓ createOutboundConversation +\d+ +0 +1/)
    expect(stdout).toMatch(/created, and still there:\n {2}conversation verify-[0-9a-f]{8}-/)
    expect(stdout).toMatch(/\d+ kept, 0 broken, 1 not run: 0 failures, 0 warnings, 0 notes; \d+ requests in/)
  })

  it('finds in a stub what is wrong with it, and says where the contract says so, in every report', async () => {
    const app = express().use(express.json())
    const seen = new Set<string>()
    app.get('/v1/conversations', (_, response) => void response.json({ data: [], nextCursor: null }))
    app.post('/v1/conversations/outbound', (request, response) => {
      const { externalReference, contact, subject } = request.body
      if (seen.has(externalReference)) {
        response.status(400).json({ error: { code: 'duplicate', message: 'It was there before.' } })
        return
      }
      seen.add(externalReference)
      // No `status`, which must be there.
      response.status(201).json({ id: externalReference, externalReference, subject, contact })
    })
    const stub = app.listen(0, '127.0.0.1')
    await new Promise(resolve => stub.once('listening', resolve))
    onTestFinished(() => void stub.close())
    const folder = temporaryFolder()
    const [xml, json, markdown] = ['junit.xml', 'report.json', 'report.md'].map(name => join(folder, name))
    const url = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`
    const { code, stdout } = await atender(
      url,
      ...['--only', 'ConversationCreateMinimal|used before', '--reporter', 'pretty'],
      ...['--reporter', 'junit', '--out', xml ?? '', '--reporter', 'json', '--out', json ?? ''],
      ...['--reporter', 'markdown', '--out', markdown ?? ''],
    )
    expect(code).toBe(1)
    expect(stdout).toContain(
      '✗ failure: createOutboundConversation: takes the example ConversationCreateMinimal',
    )
    expect(stdout).toContain("must have required property 'status'")
    expect(stdout).toMatch(/contract {2}generated\/atender\/openapi\.json:\d+, documented/)
    expect(stdout).toMatch(/the status 409\n {4}expected {2}409\n {4}came {6}400/)
    expect(stdout).toContain('-H "Authorization: Bearer $KEY"')
    expect(stdout).not.toContain(demoKey.atender)
    expect(readFileSync(xml ?? '', 'utf8')).toMatch(/<testsuites tests="2" failures="2" skipped="0"/)
    const report = JSON.parse(readFileSync(json ?? '', 'utf8'))
    expect(report.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['broken', 'broken'])
    expect(readFileSync(markdown ?? '', 'utf8')).toContain('| failure | createOutboundConversation')
  })

  it('exits with 2 and one line where nothing can be asked', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`
    const page = await always(200, 'text/html', '<h1>Hello</h1>')
    const answers = await Promise.all([
      atender(nobody),
      atender(page),
      run('--api', 'atender', '--base-url', server.url, '--key', 'sa_test_nobody'),
    ])
    expect(answers.map(({ code, stdout }) => [code, stdout])).toEqual(Array(3).fill([2, '']))
    expect(answers.map(({ stderr }) => stderr)).toEqual([
      `GET ${nobody}/v1/conversations: no answer (ECONNREFUSED)\n`,
      'GET /v1/conversations: 200 and text/html came, not JSON: is this the API? <h1>Hello</h1>\n',
      'GET /v1/conversations: the key is refused (401)\n',
    ])
  })

  it('exits with 2 and one line for options that are none', async () => {
    for (const [args, line] of [
      [['--base-url', 'hello'], /It is no http\(s\) URL/],
      [['--budget', '0'], /It is no number from 1/],
      [['--only', '('], /It is no regular expression/],
      [['--out', 'x'], /Name its --reporter first/],
    ] as const) {
      const { code, stderr } = await atender(server.url, ...args)
      expect([code, stderr]).toEqual([2, expect.stringMatching(line)])
    }
  })

  it('sends no more than its budget', async () => {
    const { stdout } = await atender(server.url, '--budget', '20')
    expect(stdout).toContain('(the budget of 20 requests is spent)')
    expect(stdout).toMatch(/; 20 requests in/)
  })
})
