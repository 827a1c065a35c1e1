/** demo/workspace.ts: what the mock knows of the demo workspace, where no file can be read. */
import { parse } from 'yaml'

interface Workspace {
  tenants: {
    keys: { api: string; key?: string; scopes?: string[] }[]
    customFields?: { key: string; type: string; options?: string[] }[]
  }[]
}

/** @returns the source of workspace.ts, without its banner */
export const renderDemo = (yaml: string): string => {
  const { tenants } = parse(yaml) as Workspace // the server checks it at every start
  const keys = tenants.flatMap(tenant =>
    tenant.keys.flatMap(({ api, key, scopes = [] }) => (key === undefined ? [] : [{ api, key, scopes }])),
  )
  const customFields = tenants.flatMap(tenant =>
    (tenant.customFields ?? []).map(({ key, type, options = [] }) => ({ key, type, options })),
  )
  return [
    '/** Its keys, with what each may do. */',
    `export const keys = ${render(keys)} as const`,
    '',
    '/** Its custom fields. */',
    `export const customFields = ${render(customFields)} as const`,
    '',
  ].join('\n')
}

const render = (entries: object[]): string =>
  `[\n${entries.map(entry => `  ${JSON.stringify(entry)},`).join('\n')}\n]`
