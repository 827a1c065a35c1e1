/** An independent judge: the server behind Prism's validating proxy, under the traffic of `verify`. */
import { expect, it, onTestFinished } from 'vitest'
import { verify } from '../../verify/index.ts'
import { freePort } from '../support/free-port.ts'
import { runScript } from '../support/process.ts'
import { until } from '../support/until.ts'
import { type Fault, inJson } from '../support/verify/fault.ts'
import { startFaultyServer } from '../support/verify/faulty-proxies.ts'
import { startVerifiedServer } from '../support/verify/verified-server.ts'

interface Violation {
  location: string[]
  code: string
  message: string
}

/**
 * What Prism's own server does not live through is left out: bodies that are no JSON, or large, and a long list of
 * violations. Of the keywords that a body breaks one stands for all, as each is answered by the same refusal, and of the
 * random bodies the first.
 */
const bearable = /^(?!.*half a JSON|.*random body \((?!1\)))(?!\S+ body\b)|^\S+ body \S+: required/
const loses = { atender: inJson(201, body => delete body.id), fernand: inJson(200, body => delete body.id) }

it.each(['atender', 'fernand'] as const)(
  'Prism finds no violation in the answers of %s',
  async api => {
    const server = await startVerifiedServer()
    let fault: Pick<Fault, 'answer'> = {}
    const behind = await startFaultyServer(
      () => server.url,
      () => fault,
    )
    const port = await freePort()
    const args = ['proxy', `generated/${api}/openapi.json`, behind.url, '--port', String(port)]
    const prism = runScript('node_modules/@stoplight/prism-cli/dist/index.js', {}, undefined, [
      ...args,
      ...['--verboseLevel', 'fatal'],
    ])
    const found: unknown[] = []
    const front = await startFaultyServer(
      () => `http://127.0.0.1:${port}`,
      () => ({
        answer({ asked, status, headers }) {
          const { 'sl-violations': told = '[]' } = headers
          for (const { location, code } of JSON.parse(told) as Violation[])
            if (location[0] === 'response') found.push([asked.method, asked.path, status, location, code])
        },
      }),
    )
    onTestFinished(async () => {
      prism.child.kill('SIGKILL')
      await Promise.all([prism.exited, front.stop(), behind.stop(), server.stop()])
    })
    await until(() => fetch(`http://127.0.0.1:${port}`).then(Boolean, () => undefined), 60_000)

    const target = server.targetOf(api, front.url)
    const { results } = await verify(target, { strict: true, only: bearable })
    expect(results.flatMap(({ name, told }) => told.map(({ rule, came }) => [name, rule, came]))).toEqual([])
    expect(found).toEqual([])
    expect(results.length).toBeGreaterThan(300)

    // It does look.
    fault = { answer: loses[api] }
    await verify(target, { only: /takes the example|is pending/ })
    expect(found).toContainEqual(expect.arrayContaining(['required']))
  },
  180_000,
)
