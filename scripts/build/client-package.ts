/**
 * The package for what runs in production: the clients, the check of webhooks, what tests need, and the contracts. It is
 * made of what `npm run build` has written: JavaScript for `import` and for `require`, with one set of types.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build, type Plugin, transformSync } from 'esbuild'

/** By the name that a user imports: where it is built, and what it is called here. */
const ENTRIES = {
  '.': { source: 'client/index', name: 'index' },
  './atender': { source: 'client/atender', name: 'atender' },
  './fernand': { source: 'client/fernand', name: 'fernand' },
  './testing': { source: 'verify/testing/index', name: 'testing' },
}
const entries = Object.values(ENTRIES)
const APIS = ['atender', 'fernand']
/** The oldest Node.js that runs it. */
const ENGINE = '>=20.10'
const MINIFY = { minifySyntax: true, minifyWhitespace: true, target: 'es2022' }
/** Node.js 20.10 has them, which is newer than that ECMAScript. */
const ATTRIBUTES = { 'import-attributes': true }

interface Manifest {
  version: string
  license: string
  dependencies: Record<string, string>
}

/**
 * Writes it.
 *
 * @param repository where package.json and the texts are
 * @param dist what was built
 * @param folder is made anew
 */
export async function writeClientPackage(repository: string, dist: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  for (const file of reached(dist, '.js')) write(join(folder, 'esm', file), moduleOf(dist, file))
  await writeCommonJs(dist, join(folder, 'cjs'))
  for (const file of reached(dist, '.d.ts'))
    write(join(folder, 'types', file.replace(/\.ts$/, '.cts')), typesOf(dist, file))
  for (const { source, name } of entries) {
    write(join(folder, 'esm', `${name}.js`), `export * from './${source}.js'\n`)
    for (const format of ['esm', 'cjs'])
      write(join(folder, format, `${name}.d.ts`), `export * from '../types/${source}.cjs'\n`)
  }
  for (const api of APIS) {
    const contract = readFileSync(join(dist, `openapi/${api}.json`), 'utf8')
    write(join(folder, `openapi/${api}.json`), JSON.stringify(JSON.parse(contract)))
  }
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Manifest
  write(join(folder, 'package.json'), json(packageOf(manifest)))
  write(join(folder, 'cjs/package.json'), json({ type: 'commonjs' }))
  copyFileSync(join(repository, 'LICENSE'), join(folder, 'LICENSE'))
  copyFileSync(join(repository, 'docs/client-package.md'), join(folder, 'README.md'))
}

function packageOf({ version, license, dependencies }: Manifest): object {
  const own = ['openapi-fetch', 'openapi-typescript-helpers']
  const ofTests = ['ajv', 'ajv-formats']
  const target = (format: string, name: string) => ({
    types: `./${format}/${name}.d.ts`,
    default: `./${format}/${name}.js`,
  })
  const exported = Object.entries(ENTRIES).map(([path, { name }]) => [
    path,
    { import: target('esm', name), require: target('cjs', name) },
  ])
  return {
    name: 'conversation-contracts-client',
    version,
    description:
      'Clients of the Atender and Fernand APIs, with types from their contracts, and what tests of them need.',
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: ENGINE },
    exports: {
      ...Object.fromEntries(exported),
      './openapi/*.json': './openapi/*.json',
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries(own.map(name => [name, dependencies[name]])),
    peerDependencies: Object.fromEntries(ofTests.map(name => [name, `^${dependencies[name]}`])),
    peerDependenciesMeta: Object.fromEntries(ofTests.map(name => [name, { optional: true }])),
  }
}

/** The files that the entries lead to. */
function reached(dist: string, ending: '.js' | '.d.ts'): Set<string> {
  const files = new Set<string>()
  const follow = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const [, , , specifier = ''] of readFileSync(join(dist, file), 'utf8').matchAll(IMPORT)) {
      if (specifier.endsWith('.js')) follow(join(dirname(file), specifier.replace(/\.js$/, ending)))
    }
  }
  for (const { source } of entries) follow(source + ending)
  return files
}

const IMPORT = /(\bfrom *|\bimport\( *|\bimport *)(["'])(\.[^"']+)\2/g
const CONTRACT = /generated\/(\w+)\/openapi\.json$/

/** A module of its own for each that was built. */
function moduleOf(dist: string, file: string): string {
  const text = readFileSync(join(dist, file), 'utf8').replaceAll(
    IMPORT,
    (whole, before, quote, specifier) => {
      const [, api] = CONTRACT.exec(specifier) ?? []
      const target = relative(dirname(file), `../openapi/${api}.json`)
      return api === undefined ? whole : `${before}${quote}${target}${quote}`
    },
  )
  return transformSync(text, { format: 'esm', supported: ATTRIBUTES, ...MINIFY }).code
}

/** Two bundles: one of both clients, of which the entries of each take their part, and one for tests. */
async function writeCommonJs(dist: string, folder: string): Promise<void> {
  const contracts: Plugin = {
    name: 'contracts',
    setup: ({ onResolve }) =>
      onResolve({ filter: CONTRACT }, ({ path }) => ({
        path: `../openapi/${CONTRACT.exec(path)?.[1]}.json`,
        external: true,
      })),
  }
  const bundled = [ENTRIES['.'], ENTRIES['./testing']]
  await build({
    entryPoints: bundled.map(({ source, name }) => ({ in: join(dist, `${source}.js`), out: name })),
    outdir: folder,
    bundle: true,
    // openapi-fetch is bundled: what it gives `require` has a default export that no bundler takes for one.
    external: ['ajv', 'ajv-formats'],
    format: 'cjs',
    platform: 'node',
    // Jest's CommonJS knows no import().
    supported: { 'dynamic-import': false },
    plugins: [contracts],
    ...MINIFY,
  })
  for (const { source, name } of [ENTRIES['./atender'], ENTRIES['./fernand']]) {
    const names = Object.keys(await import(join(dist, `${source}.js`)))
    const parts = names.map(name => `exports.${name} = all.${name}`)
    write(join(folder, `${name}.js`), ['const all = require("./index.js")', ...parts, ''].join('\n'))
  }
}

/**
 * As CommonJS has them, which ECMAScript modules may import, too; with one space for each level, since a third of the
 * generated ones is spaces.
 */
const typesOf = (dist: string, file: string): string =>
  readFileSync(join(dist, file), 'utf8')
    .replace(/\n\/\/# sourceMappingURL=.*\n*$/, '\n')
    .replaceAll(
      IMPORT,
      (_, before, quote, specifier) => `${before}${quote}${specifier.replace(/\.js$/, '.cjs')}${quote}`,
    )
    .replace(/^( {4})+/gm, spaces => ' '.repeat(spaces.length / 4))

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
