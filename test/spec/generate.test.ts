/** What is generated follows from the contracts, and a difference is named together with its remedy. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { renderOperations } from '../../scripts/generate/operations.ts'
import type { OpenApiDocument, Operation } from '../../scripts/openapi-document.ts'

const repository = join(import.meta.dirname, '..', '..')

/** A copy of this repository, as far as the script reads it. */
let copy: string

function bringCopy(): void {
  copy = mkdtempSync(join(tmpdir(), 'generate-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  for (const part of [
    'generated',
    'openapi',
    'package.json',
    'redocly.yaml',
    'scripts',
    'server/mail/addresses.ts',
    'server/workspaces',
  ]) {
    cpSync(join(repository, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))
  // Two contracts show the same as three.
  rmSync(join(copy, 'generated/control'), { recursive: true })
  edit('redocly.yaml', text => text.replace(/ {2}# No vendor's[\s\S]*?(?=\nextends:)/, ''))
}

const generate = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/generate.ts', ...args], {
    cwd: copy,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const types = 'generated/atender/types.ts'
const client = 'generated/fernand/client.ts'
const stray = 'generated/atender/stray.ts'
const read = (file: string): string => readFileSync(join(copy, file), 'utf8')
const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(join(copy, file), change(read(file)))

test('--check names a changed, a missing and a stale file and the command to run, and writes nothing', () => {
  bringCopy()
  edit('openapi/fernand/openapi.yaml', text => text.replace(/title: .*/, 'title: Another title'))
  edit(types, text => `${text}// by hand\n`)
  rmSync(join(copy, client))
  writeFileSync(join(copy, stray), '')

  const { status, stderr } = generate('--check')

  expect(status).toBe(1)
  expect(stderr).toBe(
    [
      `${stray} is stale.`,
      `${types} is changed.`,
      `${client} is missing.`,
      'generated/fernand/openapi.json is changed.',
      'The folder generated does not follow from openapi. Run: npm run generate',
      '',
    ].join('\n'),
  )
  expect(read(types)).toContain('// by hand')
  expect(read(stray)).toBe('')
  expect(() => read(client)).toThrow('ENOENT')
})

test('generate mends a changed, a missing and a stale file', () => {
  bringCopy()
  const [typesBefore, clientBefore] = [read(types), read(client)]
  edit(types, text => `${text}// by hand\n`)
  rmSync(join(copy, client))
  writeFileSync(join(copy, stray), '')

  expect(generate()).toMatchObject({ status: 0, stderr: '' })

  expect(read(types)).toBe(typesBefore)
  expect(read(client)).toBe(clientBefore)
  expect(() => read(stray)).toThrow('ENOENT')
})

test('a contract that cannot be bundled fails with its name and the reason', () => {
  bringCopy()
  edit('openapi/fernand/openapi.yaml', text => text.replace(/\$ref: paths\/.*/, '$ref: paths/nowhere.yaml'))
  const { status, stderr } = generate()
  expect(status).toBe(1)
  expect(stderr).toMatch(/^generate: fernand: redocly bundle failed\./)
  expect(stderr).toContain('paths/nowhere.yaml')
})

test('an output outside of generated is refused, as stale files are deleted there', () => {
  bringCopy()
  edit('redocly.yaml', text => text.replace('generated/atender/types.ts', 'server/types.ts'))
  expect(generate()).toEqual({
    status: 1,
    stdout: '',
    stderr: 'generate: redocly.yaml, apis.atender: x-openapi-ts.output must be generated/atender/types.ts.\n',
  })
})

const documentWith = (operations: Record<string, Operation>): OpenApiDocument => ({
  info: { title: 'Fixture', version: '1' },
  security: [{ apiKey: [] }],
  paths: Object.fromEntries(Object.entries(operations).map(([path, post]) => [path, { post }])),
  components: {
    requestBodies: {
      Note: {
        'x-max-bytes': 10,
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
      },
    },
    schemas: {
      Note: { properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } } },
      Line: { 'x-max-depth': 3, properties: { fields: { 'x-custom-fields': true } } },
    },
  },
})

test('operations.ts says of each operation how to call it and what it answers', () => {
  const source = renderOperations(
    documentWith({
      '/notes': {
        operationId: 'createNote',
        'x-required-scopes': ['notes:write'],
        parameters: [
          { name: 'dryRun', in: 'query' },
          { name: 'id', in: 'path' },
        ],
        requestBody: { $ref: '#/components/requestBodies/Note' },
        responses: { '400': {}, '201': {}, default: {} },
      },
      "/notes/{id}/it's": { operationId: 'sendNote', security: [], responses: { '204': {} } },
    }),
  )
  expect(source).toBe(`export const operations = {
  createNote: {
    method: 'post',
    path: '/notes',
    security: ['apiKey'],
    scopes: ['notes:write'],
    query: ['dryRun'],
    statuses: [201, 400],
    files: [],
    maxBodyBytes: 10,
    isBodyRequired: true,
    bounds: [
      { at: ['lines', '*'], maxDepth: 3 },
      { at: ['lines', '*', 'fields'], customFields: true },
    ],
  },
  sendNote: {
    method: 'post',
    path: '/notes/{id}/it\\'s',
    security: [],
    scopes: [],
    query: [],
    statuses: [204],
    files: [],
    maxBodyBytes: null,
    isBodyRequired: false,
    bounds: [],
  },
} as const

export type OperationId = keyof typeof operations
`)
})

test.for([
  ['no operationId', { '/a': {} }, 'POST /a has no operationId.'],
  [
    'an operationId twice',
    { '/a': { operationId: 'send' }, '/b': { operationId: 'send' } },
    'POST /b and POST /a have the same operationId: send.',
  ],
  [
    'an operationId that is not camelCase',
    { '/a': { operationId: 'send-it' } },
    'POST /a: the operationId send-it is not camelCase.',
  ],
  [
    'a body without a limit',
    { '/a': { operationId: 'send', requestBody: {} } },
    'The request body of send has no x-max-bytes.',
  ],
] satisfies [string, Record<string, Operation>, string][])(
  '%s is refused in one line',
  ([, operations, line]) => {
    expect(() => renderOperations(documentWith(operations))).toThrow(line)
  },
)
