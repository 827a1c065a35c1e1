/** The code samples of the reference: each runs, and what it shows is what the contract says. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplesOf } from '../../scripts/docs/samples.ts'
import { follow, type OpenApiDocument, operationsOf, type Place } from '../../scripts/openapi-document.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { root } from '../support/process.ts'
import { givenFor } from '../support/samples/given.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const { project } = await installedPackage()
const folder = join(project, 'samples')
const apis = (['atender', 'fernand', 'control'] as const).map(api => {
  const document = JSON.parse(
    readFileSync(join(root, 'generated', api, 'openapi.json'), 'utf8'),
  ) as OpenApiDocument
  return { api, document, operations: operationsOf(document, 'paths') }
})

interface Result {
  error?: string | null
  printed: unknown
}

/** Runs samples of one language in a process that goes on. */
function startRunner(command: string, script: string) {
  const child: ChildProcessWithoutNullStreams = spawn(command, [script], { cwd: folder })
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run(source: string): Promise<Result> {
      child.stdin.write(`${JSON.stringify(source)}\n`)
      const { value } = await lines.next()
      if (value === undefined) throw new Error(said)
      return JSON.parse(value) as Result
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function runCurl(source: string): Promise<Result> {
  const isStream = source.includes('--no-buffer')
  const limits = `--silent --show-error --fail-with-body --max-time ${isStream ? 1 : 60}`
  const command = source.replace(/^curl /, `curl ${limits} `)
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command], { cwd: folder }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  )
  // What never ends is cut.
  if (isStream) return { printed: stderr.includes('(28)') && stdout !== '' ? 'stream' : stderr }
  if (stderr !== '') return { error: `${stderr}${stdout}`, printed: undefined }
  if (!source.includes('--output')) return { printed: stdout === '' ? undefined : JSON.parse(stdout) }
  const printed = { downloaded: readFileSync(join(folder, 'download')).length }
  rmSync(join(folder, 'download'))
  return { printed }
}

/** One for each API, and one that asks for the token of the examples. */
const servers = new Map<string, TestServer>()
let runners: { typescript: ReturnType<typeof startRunner>; python: ReturnType<typeof startRunner> }

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  for (const { api } of apis) servers.set(api, await startTestServer())
  servers.set('session', await startTestServer({ adminToken: 'a-long-random-token' }))
  runners = {
    typescript: startRunner(process.execPath, join(root, 'test/support/samples/runner.mjs')),
    python: startRunner('python3', join(root, 'test/support/samples/runner.py')),
  }
})
afterAll(async () => {
  await Promise.all(Object.values(runners).map(runner => runner.stop()))
  await Promise.all([...servers.values()].map(server => server.stop()))
})

const sampleOf = (label: string, api: string, document: OpenApiDocument, place: Place, given = {}): string =>
  samplesOf(api, document, place, given).find(sample => sample.label === label)?.source ?? ''

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
for (const { api, document } of apis) ajv.addSchema({ ...document }, api)
const inPointer = (text: string) => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))

/** The schema of a JSON answer, which is compiled once wherever it stands. */
function judgeOf(api: string, { at, method, operation }: Place, status: string) {
  const own = `#/paths/${inPointer(at)}/${method}/responses/${status}`
  const place = `${api}${operation.responses?.[status]?.$ref ?? own}/content/application~1json/schema`
  const judge = ajv.getSchema(place)
  if (!judge) throw new Error(`there is no schema at ${place}`)
  return judge
}

/** Fails unless it is what the contract says of a success. */
function expectDocumented(
  { api, document }: (typeof apis)[number],
  place: Place,
  printed: unknown,
  label: string,
): void {
  const { operation } = place
  const [[status = '', written = {}] = []] = Object.entries(operation.responses ?? {}).filter(([status]) =>
    status.startsWith('2'),
  )
  const { content = {} } = follow(document, written)
  const [type] = Object.keys(content)
  if (type === undefined) expect([undefined, null, Number(status)], label).toContain(printed)
  else if (type === 'text/event-stream') expect(printed).toBe('stream')
  else if (type !== 'application/json')
    expect([label, printed]).toEqual([label, { downloaded: expect.any(Number) }])
  else {
    const judge = judgeOf(api, place, status)
    expect([label, judge(printed) ? [] : judge.errors]).toEqual([label, []])
  }
}

function serverOf(api: string, { at }: Place): TestServer {
  const server = servers.get(at === '/_control/session' ? 'session' : api)
  if (!server) throw new Error(`There is no server for ${api}.`)
  return server
}

describe.each(apis)('the samples of $api', contract => {
  const { api, document, operations } = contract
  it.each(operations.map(place => [place.operation.operationId ?? '', place] as const))(
    '%s is called with curl, TypeScript and Python',
    async (_operationId, place) => {
      for (const [label, run] of [
        ['curl', runCurl],
        ['TypeScript', runners.typescript.run],
        ['Python', runners.python.run],
      ] as const) {
        // The others read on for ever.
        if (label !== 'curl' && place.operation.operationId === 'getChanges') continue
        const given = await givenFor(serverOf(api, place), api, place)
        const source = sampleOf(label, api, document, place, given)
        const { error, printed } = await run(source)
        expect([label, error ?? undefined], source).toEqual([label, undefined])
        expectDocumented(contract, place, printed, label)
      }
    },
  )
})

it('those in TypeScript are of the types that the package has', async () => {
  for (const { api, document, operations } of apis) {
    for (const place of operations) {
      const source = sampleOf('TypeScript', api, document, place)
      writeFileSync(join(folder, `${api}-${place.operation.operationId}.ts`), `${source}\nexport {}\n`)
    }
  }
  for (const name of ['typescript', '@types/node', 'undici-types']) linkPackage(project, name)
  const tsc = join(root, 'node_modules/typescript-7/bin/tsc')
  const options =
    '--ignoreConfig --noEmit --strict --target es2024 --module nodenext --skipLibCheck --types node'.split(
      ' ',
    )
  const files = apis.map(({ api }) => `${api}-*.ts`)
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', `${process.execPath} ${tsc} ${options.join(' ')} ${files.join(' ')}`],
    {
      cwd: folder,
    },
  ).catch((failed: { stdout: string }) => failed)
  expect(stdout).toBe('')
})

it('those in PHP parse', async () => {
  const { Engine } = await import('php-parser')
  const parser = new Engine({ parser: { version: 804, suppressErrors: false } })
  for (const { api, document, operations } of apis) {
    for (const place of operations) {
      const source = sampleOf('PHP', api, document, place)
      expect(() => parser.parseCode(source, 'sample.php'), source).not.toThrow()
    }
  }
})
