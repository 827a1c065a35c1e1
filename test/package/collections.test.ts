/** The collections that are installed with the docs, imported as Postman and Bruno do. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { collectionSchema } from '@usebruno/schema'
import postman from 'postman-collection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readManifest } from '../../scripts/manifest.ts'
import { type OpenApiDocument, operationsOf } from '../../scripts/openapi-document.ts'
import { installedPackage } from '../support/installed.ts'
import { root } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const exported = createRequire(join((await installedPackage()).project, 'package.json'))
const installed = (file: string): string =>
  readFileSync(exported.resolve(`conversation-contracts/docs/${file}`), 'utf8')

/** A request of a collection: with `:name` in its path, its variables not yet put in. */
type Sendable = { name: string; path: string; body: string | undefined; examples: string[] }
type Imported = { requests: Sendable[]; key: [header: string, value: string]; variables: Map<string, string> }

const importPostman = async (api: string): Promise<Imported> => {
  const collection = new postman.Collection(JSON.parse(installed(`${api}.postman.json`)))
  const requests: Sendable[] = []
  collection.forEachItem(({ request, responses }) =>
    requests.push({
      name: `${request.method} ${request.url.getPath({ unresolved: true })}`,
      path: request.url.getPathWithQuery(),
      body: request.body?.raw,
      examples: responses.map(({ body }) => body ?? '', undefined),
    }),
  )
  const auth = collection.auth?.parameters()
  const header = collection.auth?.type === 'bearer' ? 'Authorization' : String(auth?.get('key'))
  const value =
    collection.auth?.type === 'bearer' ? `Bearer ${auth?.get('token')}` : String(auth?.get('value'))
  const variables = new Map(collection.variables.all().map(({ key, value }) => [String(key), String(value)]))
  return { requests, key: [header, value], variables }
}

type BrunoItem = {
  items?: BrunoItem[]
  request?: { method: string; url: string; params: BrunoParameter[]; body: { json: string | null } }
  examples?: { response: { body: { content: string } } }[]
}
type BrunoParameter = { name: string; value: string; type: string; enabled: boolean }

const importBruno = async (api: string): Promise<Imported> => {
  const collection = JSON.parse(installed(`${api}.bruno.json`))
  await collectionSchema.validate(collection)
  const visit = ({ items = [], request, examples = [] }: BrunoItem): Sendable[] => {
    if (!request) return items.flatMap(visit)
    const path = request.url.replace('{{baseUrl}}', '')
    const query = new URLSearchParams(
      request.params.filter(({ type, enabled }) => type === 'query' && enabled).map(p => [p.name, p.value]),
    )
    const filled = path.replaceAll(
      /:(\w+)/g,
      (_, name) => request.params.find(p => p.name === name)?.value ?? '',
    )
    return [
      {
        name: `${request.method} ${path}`,
        path: query.size > 0 ? `${filled}?${query}` : filled,
        body: request.body.json ?? undefined,
        examples: examples.map(({ response }) => response.body.content),
      },
    ]
  }
  const { bearer, apikey } = collection.root.request.auth
  const [{ variables }] = collection.environments
  return {
    requests: visit(collection),
    key: bearer ? ['Authorization', `Bearer ${bearer.token}`] : [apikey.key, apikey.value],
    variables: new Map(variables.map(({ name, value }: BrunoParameter) => [name, value])),
  }
}

const documents = readManifest(root).map(({ name, folder }) => ({
  name,
  document: JSON.parse(readFileSync(join(root, folder, 'openapi.json'), 'utf8')) as OpenApiDocument,
}))
const tools = { Postman: importPostman, Bruno: importBruno }
const imported = new Map<string, Promise<Imported>>()
const load = (tool: keyof typeof tools, api: string): Promise<Imported> =>
  imported.get(`${tool} ${api}`) ?? keep(`${tool} ${api}`, tools[tool](api))
const keep = (name: string, loading: Promise<Imported>): Promise<Imported> => {
  imported.set(name, loading)
  return loading
}
const cases = (['Postman', 'Bruno'] as const).flatMap(tool =>
  documents.map(({ name, document }) => [tool, name, document] as const),
)

describe.each(cases)('%s imports %s', (tool, api, document) => {
  it('with every operation, its body and its answers', async () => {
    const { requests } = await load(tool, api)
    const operations = operationsOf(document, 'paths').map(({ at, method, operation }) => ({
      name: `${method.toUpperCase()} ${at.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      takesJson: operation.requestBody?.content?.['application/json'] !== undefined,
    }))
    const named = Map.groupBy(requests, ({ name }) => name)
    expect([...named.keys()].sort()).toEqual(operations.map(({ name }) => name).sort())
    for (const { name, takesJson } of operations) {
      const [{ body, examples, path } = { body: '', examples: [], path: '' }] = named.get(name) ?? []
      if (takesJson) expect([name, Object.keys(JSON.parse(body ?? ''))]).not.toEqual([name, []])
      expect([name, examples.filter(text => text !== '')]).not.toEqual([name, []])
      expect(path).not.toMatch(/[:{}]|\/\/|\/$/)
    }
  })
})

describe('what is sent from them', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it.each([
    ['Postman', 'atender', 'POST /v1/conversations/outbound', 201],
    ['Bruno', 'atender', 'GET /v1/conversations', 200],
    ['Postman', 'fernand', 'GET /contacts', 200],
    ['Bruno', 'fernand', 'POST /conversations/compose', 200],
  ] as const)('from %s to %s, %s answers %i', async (tool, api, name, status) => {
    const { requests, key, variables } = await load(tool, api)
    expect(variables.get('baseUrl')).toBe('http://127.0.0.1:3000')
    const request = requests.find(request => request.name === name)
    const [header, value] = key
    const answer = await fetch(server.url + request?.path, {
      method: name.split(' ')[0] ?? '',
      headers: {
        'Content-Type': 'application/json',
        [header]: value.replace('{{apiKey}}', variables.get('apiKey') ?? ''),
      },
      ...(request?.body ? { body: request.body } : {}),
    })
    expect([answer.status, await answer.json()]).toEqual([status, expect.anything()])
  })
})
