/**
 * Who may import whom, `import type` included. `npm run lint` holds every import of the sources against it.
 *
 * The layers of `server/`, the highest first. A file belongs to the one entry that its path begins with, and imports
 * that entry and those of the lines below; entries of one line never import each other.
 */
const layers = [
  ['embed/'],
  ['process/'],
  ['app.ts'],
  ['http/', 'apis/'],
  ['config.ts'],
  ['control/'],
  ['atender/', 'fernand/'],
  ['face/'],
  ['databases/'],
  ['use-cases/'],
  ['actions/', 'messages/', 'rate-limits/', 'sla/', 'webhooks/', 'workspaces/'],
  ['conversations/'],
  ['contacts/', 'custom-fields/', 'tenants/'],
  ['context.ts'],
  ['events/'],
  ['records/'],
  ['jobs/'],
  ['store/'],
  ['clock.ts', 'contracts.ts', 'errors/', 'ids.ts', 'loopback.ts', 'mail/', 'places.ts', 'telemetry/'],
]

const entries = layers.flat()
const twice = entries.find((one, index) =>
  entries.some((other, place) => place !== index && one.startsWith(other)),
)
if (twice) throw new Error(`server/${twice} has two places in the order of layers`)

/** A pattern for the paths that begin so. */
const below = (...starts) => `^(${starts.map(start => start.replaceAll('.', '\\.')).join('|')})`
const server = (...entries) => below(...entries.map(entry => `server/${entry}`))
const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`

const faces = server('atender/', 'fernand/')
const sqlite = `${server('store/sqlite/', 'jobs/sqlite/')}|${packages('better-sqlite3')}`
const postgres = `${server('store/postgres/', 'jobs/postgres/')}|${packages('pg', 'graphile-worker')}`
const engines = `${sqlite}|${postgres}`
const engineFolders = server('store/sqlite/', 'store/postgres/', 'jobs/sqlite/', 'jobs/postgres/')

/** One rule for each entry: what is neither itself nor below it. */
const downwards = layers.flatMap((line, index) =>
  line.map(entry => ({
    name: `${entry} imports what is below it alone`,
    comment: 'The order of layers stands in .dependency-cruiser.mjs.',
    severity: 'error',
    from: { path: server(entry) },
    to: { path: '^server/', pathNot: server(entry, ...layers.slice(index + 1).flat()) },
  })),
)

const placed = server(...entries)
const rule = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    ...downwards,
    rule(
      'every file of server/ has a layer',
      { path: '^server/', pathNot: placed },
      {},
      'Name its folder in one of the lines of .dependency-cruiser.mjs.',
    ),
    rule('every file of server/ has a layer (imported)', {}, { path: '^server/', pathNot: placed }),
    rule(
      'every file of server/ has a layer (alone)',
      { orphan: true, path: '^server/', pathNot: placed },
      {},
    ),
    rule('no circle', { path: '^(server|mock|cli|client|verify|testing|inbox)/' }, { circular: true }),
    rule(
      'the server imports itself and what is generated',
      { path: '^server/', pathNot: server('embed/') },
      { path: '^[^/]+', pathNot: '^(server|generated|node_modules)/', dependencyTypes: ['local'] },
    ),
    rule(
      'inside a program the server is controlled by its client',
      { path: server('embed/') },
      { path: '^[^/]+', pathNot: '^(server|client|generated|node_modules)/', dependencyTypes: ['local'] },
    ),
    rule(
      'HTTP sees no store, and of the faces the port alone',
      { path: server('http/') },
      {
        path: `${server('store/', 'jobs/', 'context.ts', 'use-cases/', 'atender/', 'fernand/')}|${packages('kysely')}|${engines}`,
      },
    ),
    rule(
      'a face sees no store: it calls the functions of face/domain.ts',
      { path: faces },
      { path: `${server('store/', 'jobs/', 'context.ts')}|${packages('kysely')}` },
    ),
    rule(
      'HTTP alone imports express',
      { path: '^(server|cli|client)/', pathNot: server('http/', 'app.ts') },
      { path: packages('express') },
    ),
    rule(
      'which engine runs is known to process/database.ts alone',
      { path: '^(server|mock|cli|client)/', pathNot: `${engineFolders}|${server('process/database.ts')}` },
      { path: engines },
    ),
    rule(
      'an engine is loaded when a database of its kind is opened, not before',
      { path: server('process/database.ts') },
      { path: engines, dynamic: false, dependencyTypesNot: ['type-only'] },
    ),
    rule('SQLite knows no PostgreSQL', { path: server('store/sqlite/', 'jobs/sqlite/') }, { path: postgres }),
    rule(
      'PostgreSQL knows no SQLite',
      { path: server('store/postgres/', 'jobs/postgres/') },
      { path: sqlite },
    ),
    rule(
      'what is published imports what is installed with it',
      { path: '^(server|mock|cli|client)/' },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'npm-peer'],
        pathNot: '^node_modules/@types/',
      },
      'Move the package to dependencies.',
    ),
    rule(
      'the inbox asks the APIs alone',
      { path: '^inbox/' },
      { path: '^[^/]+', pathNot: '^(inbox|generated|node_modules)/', dependencyTypes: ['local'] },
      'What it can do, anyone can do by API: say in openapi/control what it needs.',
    ),
    rule('every import leads somewhere', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
