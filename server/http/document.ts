import type { middleware } from 'express-openapi-validator'
import type { Contract } from '../contracts.ts'

type Node = Record<string, unknown>

/** A document as express-openapi-validator takes it. */
export type ApiSpec = Exclude<Parameters<typeof middleware>[0]['apiSpec'], string>

/**
 * The part of a contract that tells of some paths: their operations, and the components that they name.
 *
 * HEAD is described as GET is, since Express answers it with the same handlers (RFC 9110 section 9.3.2).
 */
export function documentOf(contract: Contract, names: readonly string[]): ApiSpec {
  const paths = Object.fromEntries(
    names.map(name => {
      const item = contract.paths[name] ?? {}
      return [name, 'get' in item ? { ...item, head: item.get } : item]
    }),
  )
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
  bring(paths)
  const { openapi, info } = contract
  return structuredClone({ openapi, info, paths, components }) as object as ApiSpec // lint checked it
}
