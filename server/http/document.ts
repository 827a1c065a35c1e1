import type { middleware } from 'express-openapi-validator'
import type { Contract } from '../contracts.ts'

type Node = Record<string, unknown>

/** A document as express-openapi-validator takes it. */
export type ApiSpec = Exclude<Parameters<typeof middleware>[0]['apiSpec'], string>

/**
 * The part of a contract that tells of one path: its operations, and the components that they name.
 *
 * HEAD is described as GET is, since Express answers it with the same handlers (RFC 9110 section 9.3.2).
 */
export function documentOf(contract: Contract, path: string): ApiSpec {
  const item = contract.paths[path] ?? {}
  const operations = 'get' in item ? { ...item, head: item.get } : item
  const components: Record<string, Node> = {}
  const bring = (node: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(node).matchAll(
      /"\$ref":"#\/components\/(\w+)\/([\w.-]+)/g,
    )) {
      const named = contract.components[kind]?.[name]
      const known = components[kind] ?? {}
      components[kind] = known
      if (Object.hasOwn(known, name)) continue
      known[name] = named
      bring(named)
    }
  }
  bring(operations)
  const { openapi, info } = contract
  return structuredClone({ openapi, info, paths: { [path]: operations }, components }) as object as ApiSpec // lint checked it
}
