/** Each house rule refuses a contract that breaks it, says what to do, and accepts one that does not. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { redoclyOutput } from '../../scripts/redocly.ts'

const repository = join(import.meta.dirname, '..', '..')

type Json = { [key: string]: unknown }
type Files = { [file: string]: Json }
/** In a file, at the path of keys, members to set; `undefined` deletes one. */
type Edit = [file: string, path: string[], members: Json]

const PATHS = 'paths/conversations.yaml'
const BY_ID = 'paths/conversations_{id}.yaml'
const INDEX = 'openapi.yaml'
const CONVERSATION = 'components/schemas/Conversation.yaml'
const ERROR = 'components/responses/Error.yaml'

const json = (schema: string, example: unknown): Json => ({
  'application/json': { schema: { $ref: schema }, examples: { sample: { value: example } } },
})
const conversation = { id: 'c1', status: 'active', team: { name: 'Support' } }
const errors = (...statuses: string[]): Json =>
  Object.fromEntries(
    [...statuses, 'default'].map(status => [status, { $ref: '../components/responses/Error.yaml' }]),
  )
const ok = {
  description: 'The conversation.',
  content: json('../components/schemas/Conversation.yaml', conversation),
}

const good = (): Files => structuredClone(GOOD)

const GOOD: Files = {
  [INDEX]: {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Fixture', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: 'https://api.atender.com' }],
    tags: [{ name: 'Conversations', description: 'All of them.' }],
    security: [{ apiKey: [] }],
    paths: {
      '/conversations': { $ref: 'paths/conversations.yaml' },
      '/conversations/{id}': { $ref: 'paths/conversations_{id}.yaml' },
    },
    webhooks: { conversationCreated: { $ref: 'webhooks/conversationCreated.yaml' } },
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  },
  [PATHS]: {
    post: {
      operationId: 'createConversation',
      summary: 'Create a conversation',
      tags: ['Conversations'],
      'x-provenance': 'documented',
      'x-required-scopes': ['conversations:write'],
      requestBody: {
        required: true,
        'x-max-bytes': 1024,
        content: json('../components/schemas/Conversation.yaml', conversation),
      },
      responses: { '201': ok, ...errors('400', '401', '403', '413', '415', '429') },
    },
  },
  [BY_ID]: {
    get: {
      operationId: 'getConversation',
      summary: 'Get a conversation',
      tags: ['Conversations'],
      'x-provenance': 'described',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '200': ok, ...errors('400', '401', '404', '429') },
    },
  },
  'webhooks/conversationCreated.yaml': {
    post: {
      operationId: 'conversationCreated',
      summary: 'A conversation was created',
      tags: ['Conversations'],
      'x-provenance': 'documented',
      requestBody: { content: json('../components/schemas/Conversation.yaml', conversation) },
      responses: { '204': { description: 'Taken.' } },
    },
  },
  [CONVERSATION]: {
    type: 'object',
    required: ['id'],
    'x-assumed': ['anyOf'],
    anyOf: [{ required: ['status'] }, { required: ['team'] }],
    properties: {
      id: { type: 'string', 'x-provenance': 'documented' },
      status: { $ref: 'Status.yaml' },
      formerStatus: { $ref: 'Status.yaml', 'x-provenance': 'assumed' },
      team: {
        type: 'object',
        'x-provenance': 'assumed',
        properties: {
          name: { type: 'string' },
          lead: { type: 'object', properties: { name: { type: 'string' } } },
        },
      },
    },
  },
  'components/schemas/Status.yaml': { type: 'string', enum: ['active', 'done'], 'x-provenance': 'described' },
  [ERROR]: {
    description: 'What went wrong.',
    content: {
      'application/json': {
        // Inline in a response: the operation that answers it says where it is known from.
        schema: { type: 'object', properties: { error: { type: 'string' } } },
        example: { error: 'not_found' },
      },
    },
  },
}

const accepted: { name: string; edits: Edit[] }[] = [
  { name: 'a contract that keeps every rule', edits: [] },
  {
    name: 'an operation without a key does not need 401',
    edits: [
      [BY_ID, ['get'], { security: [] }],
      [BY_ID, ['get', 'responses'], { '401': undefined }],
    ],
  },
  {
    name: 'an operation without scopes does not need 403',
    edits: [
      [PATHS, ['post'], { 'x-required-scopes': [] }],
      [PATHS, ['post', 'responses'], { '403': undefined }],
    ],
  },
  {
    name: 'provenance of a path counts for its operations',
    edits: [
      [PATHS, [], { 'x-provenance': 'documented' }],
      [PATHS, ['post'], { 'x-provenance': undefined }],
    ],
  },
  {
    name: 'provenance at the root of a schema counts for its properties',
    edits: [
      [CONVERSATION, [], { 'x-provenance': 'documented' }],
      [CONVERSATION, ['properties', 'id'], { 'x-provenance': undefined }],
    ],
  },
]

const EXAMPLE: [string, string[]] = [ERROR, ['content', 'application/json']]

const refused: { name: string; edits: Edit[]; rule: string; says: RegExp }[] = [
  ...['conversationCreate', 'create_conversation', 'Createconversation'].map(operationId => ({
    name: `operationId ${operationId}`,
    edits: [[PATHS, ['post'], { operationId }]] satisfies Edit[],
    rule: 'rule/operation-id-starts-with-verb',
    says: /starts with a verb.*Rename it, or add the verb/s,
  })),
  ...['400', 'default'].map(status => ({
    name: `an operation without ${status}`,
    edits: [[BY_ID, ['get', 'responses'], { [status]: undefined }]] satisfies Edit[],
    rule: 'rule/every-operation-answers-400-default',
    says: new RegExp(`Add the missing one.*${status} is required`, 's'),
  })),
  ...['401', '429'].map(status => ({
    name: `an operation with a key, without ${status}`,
    edits: [[BY_ID, ['get', 'responses'], { [status]: undefined }]] satisfies Edit[],
    rule: 'rule/authenticated-operation-answers-401-429',
    says: new RegExp(`Add the missing one.*${status} is required`, 's'),
  })),
  {
    name: 'an operation with scopes, without 403',
    edits: [[PATHS, ['post', 'responses'], { '403': undefined }]],
    rule: 'rule/scoped-operation-answers-403',
    says: /lists 403.*Add it/,
  },
  {
    name: 'a path with a parameter, without 404',
    edits: [[BY_ID, ['get', 'responses'], { '404': undefined }]],
    rule: 'rule/path-with-parameter-answers-404',
    says: /lists 404.*Add it/,
  },
  ...['413', '415'].map(status => ({
    name: `an operation with a body, without ${status}`,
    edits: [[PATHS, ['post', 'responses'], { [status]: undefined }]] satisfies Edit[],
    rule: 'rule/operation-with-body-answers-413-415',
    says: new RegExp(`Add the missing one.*${status} is required`, 's'),
  })),
  {
    name: 'a request body without a size limit',
    edits: [[PATHS, ['post', 'requestBody'], { 'x-max-bytes': undefined }]],
    rule: 'rule/request-body-has-size-limit',
    says: /Add x-max-bytes/,
  },
  {
    name: 'an error response without an example',
    edits: [[...EXAMPLE, { example: undefined }]],
    rule: 'rule/media-type-has-example',
    says: /Add `examples`/,
  },
  {
    name: 'a media type with no example in `examples`',
    edits: [[...EXAMPLE, { example: undefined, examples: {} }]],
    rule: 'rule/examples-not-empty',
    says: /at least one example\. Add one/,
  },
  {
    name: 'an example that breaks its schema',
    edits: [[...EXAMPLE, { example: { error: 404 } }]],
    rule: 'no-invalid-media-type-examples',
    says: /must conform to the schema/,
  },
  {
    name: 'an example of a schema that breaks it',
    edits: [[CONVERSATION, ['properties', 'id'], { examples: [7] }]],
    rule: 'no-invalid-schema-examples',
    says: /must be string/,
  },
  {
    name: 'an operation without provenance',
    edits: [[PATHS, ['post'], { 'x-provenance': undefined }]],
    rule: 'house/provenance',
    says: /This operation .*Add x-provenance: one of documented, described, assumed/,
  },
  {
    name: 'a property without provenance, in a schema without: that of the operation does not reach through a $ref',
    edits: [[CONVERSATION, ['properties', 'id'], { 'x-provenance': undefined }]],
    rule: 'house/provenance',
    says: /Property `id` .*Add x-provenance .*at the root of the schema/,
  },
  {
    name: 'a property that refers to a schema without provenance, also the second time',
    edits: [
      ['components/schemas/Status.yaml', [], { 'x-provenance': undefined }],
      [CONVERSATION, ['properties', 'formerStatus'], { 'x-provenance': undefined }],
      [CONVERSATION, ['properties', 'status'], { 'x-provenance': 'assumed' }],
    ],
    rule: 'house/provenance',
    says: /Property `formerStatus` .*Add x-provenance/,
  },
  ...(
    [
      ['of an operation', [PATHS, ['post'], { 'x-provenance': 'guessed' }]],
      ['of a schema', ['components/schemas/Status.yaml', [], { 'x-provenance': 'guessed' }]],
      ['beside a $ref', [CONVERSATION, ['properties', 'formerStatus'], { 'x-provenance': 'guessed' }]],
    ] satisfies [string, Edit][]
  ).map(([where, edit]) => ({
    name: `another value of provenance ${where}`,
    edits: [edit] satisfies Edit[],
    rule: 'house/provenance',
    says: /x-provenance is "guessed"\. Write one of documented, described, assumed/,
  })),
  {
    name: 'a bound of what is documented, without a word on whether it is printed',
    edits: [[CONVERSATION, ['properties', 'id'], { maxLength: 9 }]],
    rule: 'house/constraints-labelled',
    says: /`maxLength` narrows what is documented.*List it in x-assumed, or name the page in x-printed/,
  },
  {
    name: 'a bound of a parameter, without',
    edits: [
      [
        BY_ID,
        ['get'],
        {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^c' } }],
        },
      ],
    ],
    rule: 'house/constraints-labelled',
    says: /`pattern` narrows what is described/,
  },
  {
    name: 'a label for a bound that is not there',
    edits: [[CONVERSATION, ['properties', 'id'], { 'x-assumed': ['maxLenght'] }]],
    rule: 'house/constraints-labelled',
    says: /x-assumed names `maxLenght`, which is no constraint here/,
  },
  {
    name: 'a printed bound without its page',
    edits: [[CONVERSATION, ['properties', 'id'], { maxLength: 9, 'x-printed': { maxLength: 'yes' } }]],
    rule: 'house/constraints-labelled',
    says: /x-printed gives no page for `maxLength`/,
  },
  {
    name: 'a misspelt name in `required`',
    edits: [[CONVERSATION, [], { anyOf: [{ required: ['status'] }, { required: ['taem'] }] }]],
    rule: 'house/required-properties-defined',
    says: /`taem`.*mend the spelling/,
  },
  {
    name: 'a component that nothing refers to',
    edits: [[INDEX, ['components'], { schemas: { Forgotten: { type: 'string' } } }]],
    rule: 'no-unused-components',
    says: /never used/,
  },
  {
    name: 'a file that nothing refers to',
    edits: [['components/schemas/Forgotten.yaml', [], { type: 'string' }]],
    rule: 'house/no-unused-files',
    says: /components\/schemas\/Forgotten\.yaml.*Refer to it with a \$ref, or delete it/,
  },
]

type Problem = { ruleId: string; severity: string; message: string; location: { source: { ref: string } }[] }

let folder: string
const problems = new Map<string, Problem[]>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'house-rules-'))
  const cases = [...accepted, ...refused]
  for (const [index, { edits }] of cases.entries()) await writeContract(join(folder, `case-${index}`), edits)
  const config = parse(await readFile(join(repository, 'redocly.yaml'), 'utf8')) as Json
  const apis = Object.fromEntries(
    cases.map((_, index) => [`case-${index}`, { root: `case-${index}/${INDEX}` }]),
  )
  const plugins = (config.plugins as string[]).map(plugin => join(repository, plugin)) // redocly.yaml is linted
  await writeFile(join(folder, 'redocly.yaml'), stringify({ ...config, apis, plugins }))
  const { stdout } = await redoclyOutput(folder, ['lint', '--format=json', '--max-problems=10000'])
  // One JSON document after another, one for each contract.
  const all = stdout
    .split(/(?<=^\})\s*(?=\{)/m)
    .flatMap(report => (report.trim() === '' ? [] : (JSON.parse(report) as { problems: Problem[] }).problems))
  for (const [index, { name }] of cases.entries()) {
    const own = all.filter(({ location }) => location[0]?.source.ref.startsWith(`case-${index}/`))
    problems.set(name, own)
  }
})

afterAll(() => rm(folder, { recursive: true }))

const writeContract = async (target: string, edits: Edit[]): Promise<void> => {
  const files = good()
  for (const [file, path, members] of edits) {
    files[file] ??= {}
    const node = path.reduce<Json>((value, key) => value[key] as Json, files[file]) // the edits know the fixture
    for (const [key, value] of Object.entries(members)) {
      if (value === undefined) delete node[key]
      else node[key] = value
    }
  }
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(target, file)), { recursive: true })
    await writeFile(join(target, file), stringify(content, { aliasDuplicateObjects: false }))
  }
}

test.for(accepted)('accepted: $name', ({ name }) => {
  expect(problems.get(name)).toEqual([])
})

test.for(refused)('refused: $name', ({ name, rule, says }) => {
  const own = problems.get(name) ?? []
  expect([...new Set(own.map(problem => problem.ruleId))]).toEqual([rule])
  expect(own[0]?.severity).toBe('error')
  expect(own[0]?.message).toMatch(says)
})
