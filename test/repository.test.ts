import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { follow, type OpenApiDocument } from '../scripts/openapi-document.ts'
import { type Api, apis } from '../server/apis/apis.ts'
import { handlers as atenderHandlers } from '../server/atender/handlers.ts'
import { handlers as fernandHandlers } from '../server/fernand/handlers.ts'
import { expectDocumented } from './support/contract.ts'
import { root } from './support/process.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const filesIn = (folder: string, ending = '.ts') =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => join(folder, file))

/** What a source file imports, relative paths resolved against the root. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? relative(root, join(root, file, '..', target)) : target,
  )

const sources = ['server', 'mock'].flatMap(folder => [...filesIn(folder), ...filesIn(folder, '.js')])
const handlers: Record<Api, Record<string, unknown>> = { atender: atenderHandlers, fernand: fernandHandlers }

describe('every operation of the contracts', () => {
  const operations = Object.entries(apis).flatMap(([api, { operations }]) =>
    Object.keys(operations).map(id => [api as Api, id] as const),
  )

  it.each(operations)('%s %s has one handler, in the file of its name', (api, id) => {
    expect(handlers[api]).toHaveProperty(id)
    expect(filesIn(`server/${api}/operations`).map(file => basename(file, '.ts'))).toContain(id)
  })

  it.each(operations)('%s %s has a contract test', (api, id) => {
    const tests = [...filesIn('test/contract'), ...filesIn('test/once')].map(read).join('\n')
    expect(tests).toContain(`expectDocumented('${api}', '${id}'`)
  })

  it('has no handler too many', () => {
    for (const api of Object.keys(apis) as Api[]) {
      expect(Object.keys(handlers[api]).sort()).toEqual(Object.keys(apis[api].operations).sort())
    }
  })
})

describe('every example of the contracts', () => {
  const examples = Object.entries(apis).flatMap(([api, { contract }]) =>
    Object.entries(contract.paths ?? {}).flatMap(([, item]) =>
      Object.values(item ?? {}).flatMap(operation =>
        Object.entries((operation as { responses: Record<string, unknown> }).responses).flatMap(
          ([status, response]) =>
            examplesOf(api as Api, response).map(
              ([name, value]) =>
                [
                  api as Api,
                  (operation as { operationId: string }).operationId,
                  status,
                  name,
                  value,
                ] as const,
            ),
        ),
      ),
    ),
  )

  it.each(examples)('%s %s %s %s has the documented schema', (api, id, status, _name, value) => {
    expectDocumented(api, id, status === 'default' ? 500 : Number(status), value)
  })

  it('there are some of every operation', () => {
    expect(new Set(examples.map(([api, id]) => `${api} ${id}`)).size).toBe(
      Object.values(apis).flatMap(({ operations }) => Object.keys(operations)).length,
    )
  })
})

const documentOf = (api: Api) => apis[api].contract as object as OpenApiDocument

function examplesOf(api: Api, response: unknown): [string, unknown][] {
  const resolved = follow(documentOf(api), response as object) as {
    content?: { 'application/json'?: { examples: Record<string, unknown> } }
  }
  return Object.entries(resolved.content?.['application/json']?.examples ?? {}).map(([name, example]) => [
    name,
    (follow(documentOf(api), example as object) as { value?: unknown }).value,
  ])
}

describe('the server', () => {
  it.each([
    ['the environment', /process\.env\b/, ['server/config.ts']],
    ['the clock', /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, ['server/clock.ts']],
    [
      'timers',
      /\bsetTimeout\(|\bsetInterval\(/,
      ['server/clock.ts', 'server/process/listen.ts', 'server/process/reference.ts'],
    ],
    ['random numbers', /\brandomUUID|\bMath\.random\(/, ['server/ids.ts']],
  ])('%s is read in one place', (_what, pattern, allowed) => {
    expect(sources.filter(file => pattern.test(read(file)) && !allowed.includes(file))).toEqual([])
  })
})

describe('the client', () => {
  const client = filesIn('client')

  it('imports itself, what is generated but no whole document, and openapi-fetch alone', () => {
    const allowed =
      /^(client\/|generated\/\w+\/(answers|client|facts|types)\.ts$|openapi-fetch$|openapi-typescript-helpers$)/
    const wrong = client.flatMap(file =>
      importsOf(file)
        .filter(target => !allowed.test(target))
        .map(target => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('names nothing that Node.js alone has', () => {
    const alone = /\b(process|Buffer|global|require|__dirname|setImmediate)\s*[.(]/
    const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    expect(client.filter(file => alone.test(code(file)))).toEqual([])
  })

  it('asks the clock and for random numbers in one place, where tests replace them', () => {
    const pattern = /\bDate\.now\(|\bMath\.random\(/
    expect(client.filter(file => pattern.test(read(file))).sort()).toEqual([
      'client/policy.ts',
      'client/verify-webhook.ts',
    ])
  })
})

describe('sizes', () => {
  it('no hand-written source is longer than 300 lines, no test than 400', () => {
    const long = [
      ...sources,
      ...filesIn('cli'),
      ...filesIn('client'),
      ...filesIn('scripts'),
      ...filesIn('test'),
    ].filter(file => read(file).split('\n').length > (file.startsWith('test/') ? 401 : 301))
    expect(long).toEqual([])
  })
})
