/** The software bill of materials of the package: what is installed with it, and what is part of its pages. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import project from '../../package.json' with { type: 'json' }

/** What the inbox and the docs carry in their files, beside what is installed. */
const IN_PAGES = [
  '@preact/signals',
  '@preact/signals-core',
  'dompurify',
  'eventsource-client',
  'eventsource-parser',
  'preact',
  'preact-iso',
  'redoc',
  'virtua',
]

/** Licences that go together with MIT (SPDX). Of a choice one is enough. */
const COMPATIBLE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]

interface Component {
  name: string
  version: string
  licenses?: undefined | { license?: { id?: string }; expression?: string }[]
}
interface Bom {
  serialNumber?: string
  metadata: { timestamp?: string; component: { name: string } }
  components: (Component & { 'bom-ref': string })[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

/**
 * As npm writes it (CycloneDX 1.5), of the lock file alone, so that it is the same wherever it is made.
 *
 * @throws Error naming what has a licence that does not go together with MIT
 */
export function sbomOf(repository: string): Bom {
  const bom = ask(repository)
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; version: string }>
  }
  // `--omit dev` leaves out what is there for both (npm 11).
  const installed = new Set(
    Object.entries(packages)
      .filter(([, { dev, devOptional }]) => !dev && !devOptional)
      .map(([place, { version }]) => `${place.replace(/^.*node_modules\//, '')}@${version}`),
  )
  delete bom.serialNumber
  delete bom.metadata.timestamp
  bom.metadata.component.name = project.name
  bom.components = bom.components
    .filter(({ name, version }) => installed.has(`${name}@${version}`) || IN_PAGES.includes(name))
    .map(component => ({ ...component, licenses: licensesOf(repository, component) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const kept = new Set(bom.components.map(component => component['bom-ref']))
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(one => kept.has(one)) }))
  const wrong = bom.components.filter(({ licenses }) => !(licenses ?? []).some(isCompatible))
  if (wrong.length > 0) {
    const named = wrong.map(({ name, licenses }) => `${name} ${JSON.stringify(licenses)}`)
    throw new Error(`the licence does not go together with MIT: ${named.join(', ')}`)
  }
  return bom
}

const ask = (repository: string): Bom => {
  const npm = process.env.npm_execpath
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  return JSON.parse(
    execFileSync(command, [...first, ...args], { cwd: repository, encoding: 'utf8', maxBuffer: 2 ** 26 }),
  )
}

const isCompatible = ({ license, expression }: NonNullable<Component['licenses']>[number]): boolean =>
  COMPATIBLE.includes(license?.id ?? '') ||
  (expression ?? '')
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some(id => COMPATIBLE.includes(id))

/** Some packages say it as they did before SPDX, where the lock file has nothing. */
function licensesOf(repository: string, { name, licenses }: Component): Component['licenses'] {
  if (licenses && licenses.length > 0) return licenses
  const manifest = JSON.parse(readFileSync(join(repository, 'node_modules', name, 'package.json'), 'utf8'))
  return ((manifest.licenses ?? []) as { type: string }[]).map(({ type }) => ({ license: { id: type } }))
}
