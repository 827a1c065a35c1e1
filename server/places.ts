/** Where things are beside this code, which runs from its sources, and as JavaScript from `dist/`. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Whether this is what was published: the docs are rendered, and what renders them is not there. */
export const isBuilt: boolean = import.meta.url.endsWith('.js')

/** Where `npm run docs` writes. */
export const docsFolder: string = place(isBuilt ? '../docs/' : '../dist/docs/')

/** Where `npm run inbox` writes. */
export const inboxFolder: string = place(isBuilt ? '../inbox/' : '../dist/inbox/')

/** A contract as a file to read, and what to call it. */
export function contractFile(api: string): { path: string; name: string } {
  const name = isBuilt ? `openapi/${api}.yaml` : `generated/${api}/openapi.json`
  return { path: place(`../${name}`), name }
}

/** @param script relative to the repository */
export const scriptOf = (script: string): string => place(`../${script}`)

/** What package.json says of the package. */
export const readPackage = (): { version: string; description: string } =>
  JSON.parse(readFileSync(place(isBuilt ? '../../package.json' : '../package.json'), 'utf8'))

function place(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
