/** Once for the tests of the package: it is built, packed and installed into an empty project, as the README says. */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect, promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { codeBlocksOf } from './code-blocks.ts'
import { root } from './process.ts'
import { runShell } from './shell.ts'
import { removeLater } from './temporary.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that tells of the package once it is installed: see `installed.ts`. */
    installed: string
  }
}

export interface InstalledPackage {
  /** A copy of this repository that was built and packed. */
  source: string
  tarball: string
  /** A project with nothing in it but the tarball. */
  project: string
  /** What the build printed. */
  said: string
}

const run = promisify(execFile)
let folder: string | undefined
let preparing: Promise<void> | undefined

/** Begins it, and lets the tests begin meanwhile: what needs no package needs not wait for it. */
export function setup(project: TestProject): void {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  const file = join(folder, 'installed.json')
  project.provide('installed', file)
  const tell = (what: InstalledPackage | { error: string }) => {
    writeFileSync(`${file}.new`, JSON.stringify(what))
    renameSync(`${file}.new`, file)
  }
  preparing = install(folder).then(tell, error => tell({ error: inspect(error) }))
}

async function install(to: string): Promise<InstalledPackage> {
  const [source, user] = [join(to, 'source'), join(to, 'user')]
  for (const part of parts) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(source, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'))
  // docs-build.ts has made them.
  cpSync(join(root, 'dist/docs'), join(source, 'dist/docs'), { recursive: true })
  const [{ stdout: said }] = await Promise.all([
    run('npm', ['run', '-s', 'build'], { cwd: source }),
    bringDependencies(user),
  ])
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts'], { cwd: source })
  const packed = JSON.parse(stdout) as Record<string, { filename: string }> // npm 11: a list; npm 12: by name
  const tarball = join(source, Object.values(packed)[0]?.filename ?? '')
  writeFileSync(join(user, 'package.json'), '{ "private": true, "type": "module" }')
  const install = codeBlocksOf('README.md').find(({ code }) => code.startsWith('npm install '))?.code ?? ''
  await runShell(install.replace('conversation-contracts', tarball), user, {
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_offline: 'true',
    npm_config_ignore_scripts: 'true', // no package needs its own, as the README says
  })
  return { source, tarball, project: user, said }
}

/** One package, as package-lock.json lists it by its path. */
interface Locked {
  dev?: boolean
  devOptional?: boolean
  bin?: Record<string, string>
}

/**
 * What the package depends on, in the versions of the lock file, from where `npm ci` has put them: npm finds all of it
 * installed, needs no network, and no cache either.
 */
async function bringDependencies(project: string): Promise<void> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const wanted = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) =>
      path.lastIndexOf('node_modules/') === 0 && !dev && !devOptional && existsSync(join(root, path)),
  )
  const byFolder = Map.groupBy(wanted, ([path]) => dirname(path))
  for (const [parent, entries] of byFolder) {
    const to = join(project, parent)
    mkdirSync(to, { recursive: true })
    const from = entries.map(([path]) => join(root, path))
    // Hard links where that is possible: 140 MB take a second.
    await run('cp', ['-al', ...from, to]).catch(() => run('cp', ['-a', ...from, to]))
  }
  const bin = join(project, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  for (const [path, { bin: commands = {} }] of wanted) {
    for (const [name, file] of Object.entries(commands)) {
      symlinkSync(join('..', path.slice('node_modules/'.length), file), join(bin, name))
    }
  }
}

/** Brings into a project what its user has besides, from what this repository has. */
export function linkPackage(project: string, name: string): void {
  const to = join(project, 'node_modules', name)
  mkdirSync(dirname(to), { recursive: true })
  if (!existsSync(to)) symlinkSync(join(root, 'node_modules', name), to)
}

const parts = [
  ...[
    'bench',
    'cli',
    'client',
    'docs',
    'examples',
    'generated',
    'inbox',
    'mock',
    'openapi',
    'scripts',
    'server',
    'testing',
    'verify',
  ],
  ...[
    'package.json',
    'package-lock.json',
    'redocly.yaml',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
  ],
]

export async function teardown(): Promise<void> {
  await preparing
  if (folder) removeLater(folder)
}
