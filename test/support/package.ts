/** Once for the tests of the package: it is built, packed and installed into an empty project, as the README says. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { codeBlocksOf } from './code-blocks.ts'
import { root } from './process.ts'
import { runShell } from './shell.ts'

declare module 'vitest' {
  interface ProvidedContext {
    installed: InstalledPackage
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

export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  const [source, user] = [join(folder, 'source'), join(folder, 'user')]
  for (const part of parts) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(source, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'))
  const { stdout: said } = await run('npm', ['run', '-s', 'build'], { cwd: source })
  await run('npm', ['run', '-s', 'docs'], { cwd: source })
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts'], { cwd: source })
  const packed = JSON.parse(stdout) as Record<string, { filename: string }> // npm 11: a list; npm 12: by name
  const tarball = join(source, Object.values(packed)[0]?.filename ?? '')
  mkdirSync(user)
  writeFileSync(join(user, 'package.json'), '{ "private": true, "type": "module" }')
  const install = codeBlocksOf('README.md').find(({ code }) => code.startsWith('npm install '))?.code ?? ''
  await runShell(install.replace('conversation-contracts', tarball), user, {
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
    npm_config_ignore_scripts: 'true', // no package needs its own, as the README says
  })
  project.provide('installed', { source, tarball, project: user, said })
}

/** Brings into a project what its user has besides, from what this repository has. */
export function linkPackage(project: string, name: string): void {
  const to = join(project, 'node_modules', name)
  mkdirSync(dirname(to), { recursive: true })
  if (!existsSync(to)) symlinkSync(join(root, 'node_modules', name), to)
}

const parts = [
  ...['bench', 'cli', 'client', 'docs', 'generated', 'mock', 'openapi', 'scripts', 'server'],
  ...[
    'package.json',
    'package-lock.json',
    'redocly.yaml',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
  ],
]

export function teardown(): void {
  if (folder) rmSync(folder, { recursive: true })
}
