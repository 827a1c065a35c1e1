/**
 * A contract as a collection that Postman or Bruno imports: every operation with its examples, by their own converters.
 * The variables `baseUrl` and `apiKey` hold the reference server's address and a key of the demo workspace; parameters
 * that may be left out are there and switched off.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { keys } from '../../generated/demo/workspace.ts'
import { follow, type OpenApiDocument, operationsOf } from '../openapi-document.ts'

const require = createRequire(import.meta.url)

/** What makes the collections: with another version they are stale. */
export const converterVersions = ['openapi-to-postmanv2', '@usebruno/converters'].map(
  name => (require(`${name}/package.json`) as { version: string }).version,
)

type Variable = { key: string; value: string }
type PostmanFolder = { item?: unknown[] }
type PostmanCollection = { item: PostmanFolder[]; variable?: Variable[] }

type BrunoParameter = { name: string; type: string; enabled: boolean }
type BrunoItem = {
  items?: BrunoItem[]
  request?: { method: string; url: string; params: BrunoParameter[] }
}
type BrunoVariable = {
  uid: string
  name: string
  value: string
  type: string
  enabled: boolean
  secret: boolean
}
type BrunoCollection = BrunoItem & { environments: { name: string; variables: BrunoVariable[] }[] }

/** @param name of the API */
export const renderPostman = async (name: string, document: OpenApiDocument): Promise<string> => {
  const { convertV2 } = await import('openapi-to-postmanv2')
  const data = JSON.stringify({ ...document, servers: localFirst(document).slice(0, 1) })
  const options = {
    folderStrategy: 'Tags' as const,
    parametersResolution: 'Example' as const,
    enableOptionalParameters: false,
  }
  const collection = await new Promise<PostmanCollection>((resolve, reject) =>
    convertV2({ type: 'string', data }, options, (error, converted) => {
      const [output] = converted?.output ?? []
      if (output)
        resolve(output.data as PostmanCollection) // `convertV2` makes nothing else
      else reject(error ?? new Error(`Postman: ${converted?.reason}`))
    }),
  )
  collection.item = collection.item.filter(({ item }) => item?.length !== 0)
  collection.variable = [...(collection.variable ?? []), { key: 'apiKey', value: demoKeyOf(name) }]
  return write(collection, (key, value) =>
    key === '_postman_id' || isUuidOf(key, value) ? undefined : value,
  )
}

/** @param name of the API */
export const renderBruno = async (name: string, document: OpenApiDocument): Promise<string> => {
  const { openApiToBruno } = await import('@usebruno/converters')
  const converted = await openApiToBruno(structuredClone({ ...document, servers: localFirst(document) }), {
    groupBy: 'tags',
  })
  const collection = converted as BrunoCollection // what the converter's own schema describes
  const needed = new Set(
    operationsOf(document, 'paths').flatMap(({ at, method, operation, pathItem }) =>
      [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]
        .map(parameter => follow(document, parameter))
        .filter(({ required }) => required)
        .map(parameter => `${method.toUpperCase()} ${at.replaceAll(/\{(\w+)\}/g, ':$1')} ${parameter.name}`),
    ),
  )
  for (const { method, url, params } of requestsOf(collection))
    for (const parameter of params)
      parameter.enabled &&= needed.has(`${method} ${url.replace('{{baseUrl}}', '')} ${parameter.name}`)
  for (const { variables } of collection.environments)
    variables.push({
      uid: '',
      name: 'apiKey',
      value: demoKeyOf(name),
      type: 'text',
      enabled: true,
      secret: false,
    })
  return write(collection, steadyUids())
}

const requestsOf = ({ items = [], request }: BrunoItem): NonNullable<BrunoItem['request']>[] => [
  ...(request ? [request] : []),
  ...items.flatMap(requestsOf),
]

type Replacer = (key: string, value: unknown) => unknown

/** The converters call the key each by another name. */
const write = (collection: object, replacer: Replacer): string =>
  JSON.stringify(collection, replacer).replaceAll(/\{\{(bearerToken|token)\}\}/g, '{{apiKey}}')

const isUuidOf = (key: string, value: unknown): boolean =>
  key === 'id' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(String(value))

/** Ids that are the same whenever the same collection is made: 21 letters and digits, as Bruno's are. */
const steadyUids = (): Replacer => {
  const known = new Map<unknown, string>()
  let count = 0
  return (key, value) => {
    if (key !== 'uid' && key !== 'itemUid') return value
    const uid =
      known.get(value || undefined) ?? createHash('sha256').update(`${count++}`).digest('hex').slice(0, 21)
    if (value) known.set(value, uid)
    return uid
  }
}

const localFirst = ({ servers = [] }: OpenApiDocument): { url: string }[] =>
  servers.toSorted((a, b) => Number(isLocal(b)) - Number(isLocal(a)))

const isLocal = ({ url }: { url: string }): boolean => url.startsWith('http://127.0.0.1')

/** The first that the demo workspace has, which may do everything; the control plane needs none on this machine. */
const demoKeyOf = (name: string): string => keys.find(({ api }) => api === name)?.key ?? ''
