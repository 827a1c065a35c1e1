/**
 * What may import what; `npm run lint` holds the code to it, `import type` and `import()` included.
 *
 * `LAYERS` is the whole of server/, from the ground up: a file imports its own layer and those before it. A new file
 * belongs to the layer whose pattern it matches; one that matches none, or two, fails.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** @type {[name: string, pattern: string][]} */
const LAYERS = [
  ['what belongs to all', '(errors/.*|clock|ids|contracts|places|loopback)'],
  ['mail, which knows nothing of the rest', 'mail/.*'],
  ['the store', 'store/(?!sqlite/|postgres/).*'],
  ['the engines of the store', 'store/(sqlite|postgres)/.*'],
  ['what is stored, as the domain sees it', 'records/.*'],
  ['later work', 'jobs/(?!sqlite/|postgres/).*'],
  ['the engines of later work', 'jobs/(sqlite|postgres)/.*'],
  ['what happens', 'events/.*'],
  ['the context', 'context'],
  ['tenants', 'tenants/.*'],
  ['the workspace file', 'workspaces/.*'],
  ['webhooks', 'webhooks/.*'],
  ['limits and custom fields', '(rate-limits|custom-fields)/.*'],
  ['contacts', 'contacts/.*'],
  ['conversations', 'conversations/.*'],
  ['messages, service levels, actions', '(messages|sla|actions)/.*'],
  ['use cases, which move all of these', 'use-cases/.*'],
  ['the port between HTTP and the APIs', 'face/.*'],
  ['the APIs', '(atender|fernand)/.*'],
  ['both APIs together', 'apis/.*'],
  ['HTTP', 'http/.*'],
  ['the application', 'app'],
  ['the environment', 'config'],
  ['the process', 'process/.*'],
  ['inside a program', 'embed/.*'],
]

const places = LAYERS.map(([name, pattern]) => ({ name, path: `^server/${pattern}\\.(ts|js)$` }))

for (const file of readdirSync(join(import.meta.dirname, 'server'), { recursive: true, encoding: 'utf8' })) {
  if (!/\.(ts|js)$/.test(file)) continue
  const found = places.filter(({ path }) => new RegExp(path).test(`server/${file}`))
  if (found.length !== 1) {
    const where = found.length === 0 ? 'none' : found.map(({ name }) => name).join(', ')
    throw new Error(`server/${file} needs one layer in .dependency-cruiser.mjs; it has ${where}.`)
  }
}

/** Loaded when a database of their kind is opened, not before. */
const ENGINES = [
  '^server/(store|jobs)/(sqlite|postgres)/',
  '^node_modules/(@types/)?(better-sqlite3|pg|graphile-worker)/',
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...places.slice(0, -1).map(({ name, path }, index) => ({
      name: `layers: ${name}`,
      comment: 'A file imports its own layer and those before it: see LAYERS.',
      severity: 'error',
      from: { path },
      to: { path: places.slice(index + 1).map(above => above.path) },
    })),
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'a-face-never-imports-the-other',
      severity: 'error',
      from: { path: '^server/(atender|fernand)/' },
      to: { path: '^server/(atender|fernand)/', pathNot: '^server/$1/' },
    },
    {
      name: 'only-http-knows-express',
      severity: 'error',
      from: { path: '^(server|mock|cli|client)/', pathNot: '^(server/(http/|app\\.ts$)|mock/(?!browser/))' },
      to: { path: '^node_modules/(@types/)?(express|express-openapi-validator|cors)/' },
    },
    {
      name: 'http-sees-no-store',
      severity: 'error',
      from: { path: '^server/(http/|app\\.ts$)' },
      to: { path: ['^server/(store|jobs)/', '^node_modules/kysely/'] },
    },
    {
      name: 'faces-see-no-store',
      comment: 'A handler calls a function of the domain, which opens the store by itself.',
      severity: 'error',
      from: { path: '^server/(atender|fernand|face)/' },
      to: { path: ['^server/(store|jobs)/', '^node_modules/kysely/'] },
    },
    {
      name: 'engines-are-loaded-when-they-are-opened',
      severity: 'error',
      from: { path: '^(server|mock|cli)/', pathNot: ENGINES },
      to: { path: ENGINES, dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'the-server-never-imports-the-mock',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { path: '^(mock|cli)/' },
    },
    {
      name: 'nothing-private-of-a-dependency',
      comment: "A package's own documentation says what is public.",
      severity: 'error',
      from: { path: '^(server|mock|cli|client)/' },
      to: { path: '^node_modules/(express-openapi-validator|@stoplight/prism-http)/dist/(?!index\\.)' },
    },
    {
      name: 'what-is-published-installs-what-it-imports',
      severity: 'error',
      from: { path: '^(server|mock|cli|client|generated)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only', 'npm-peer'],
      },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
