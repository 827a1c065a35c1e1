import { readFileSync } from 'node:fs'
import { safeParse } from 'valibot'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { atenderChannels, rateLimits, webhookRules } from '../contracts.ts'
import { StartError } from '../errors/start-error.ts'
import { type Workspace, workspaceSchema } from './schema.ts'

interface Problem {
  path: PropertyKey[]
  message: string
}

/**
 * Reads and checks a workspace file.
 *
 * @throws StartError with `file:line: reason`, a line for each problem
 */
export function readWorkspace(file: string): Workspace {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`WORKSPACE: cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    throw new StartError(
      document.errors
        .map(error => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`)
        .join('\n'),
    )
  }
  const parsed = safeParse(workspaceSchema, document.toJS())
  const problems: Problem[] = parsed.success
    ? contradictions(parsed.output)
    : parsed.issues.map(({ path = [], message }) => ({
        path: path.map(({ key }) => key as PropertyKey), // the content of YAML: arrays and records
        message,
      }))
  if (!parsed.success || problems.length > 0) {
    throw new StartError(
      problems
        .map(
          ({ path, message }) =>
            `${file}:${lineOf(document, lines, path)}: ${path.join('.') || 'file'}: ${message}`,
        )
        .join('\n'),
    )
  }
  return parsed.output
}

/** The line of the node at `path`, or of the nearest one above it. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    const range = (node as { range?: [number, number, number] } | undefined)?.range // a parsed node has its range
    if (range) return lines.linePos(range[0]).line
  }
  return 1
}

/** What no schema of one value can state: names that are taken, references that lead nowhere. */
function contradictions({ tenants }: Workspace): Problem[] {
  const problems: Problem[] = []
  const unique = <T>(base: PropertyKey[], list: readonly T[], field: string, value: (item: T) => unknown) => {
    const seen = new Set<unknown>()
    for (const [index, item] of list.entries()) {
      const found = value(item)
      if (found === undefined) continue
      if (seen.has(found))
        problems.push({ path: [...base, index, field], message: `${found} is there twice` })
      seen.add(found)
    }
  }

  unique(['tenants'], tenants, 'id', tenant => tenant.id)
  const keys = new Set<string>()
  for (const [t, tenant] of tenants.entries()) {
    const at = (...path: PropertyKey[]) => ['tenants', t, ...path]
    for (const [k, { api, key, tier }] of tenant.keys.entries()) {
      const tiers = Object.keys(rateLimits[api])
      if (tier !== undefined && !tiers.includes(tier)) {
        problems.push({ path: at('keys', k, 'tier'), message: `must be one of ${tiers.join(', ')}` })
      }
      if (key === undefined) continue
      if (keys.has(key)) problems.push({ path: at('keys', k, 'key'), message: 'this key is there twice' })
      keys.add(key)
      const prefix = api === 'fernand' ? 'sk_' : `sa_${tenant.environment}_`
      if (!key.startsWith(prefix)) {
        problems.push({ path: at('keys', k, 'key'), message: `must begin with ${prefix}` })
      }
    }
    unique(at('teams'), tenant.teams, 'id', team => team.id)
    unique(at('tags'), tenant.tags, 'id', tag => tag.id)
    unique(at('tags'), tenant.tags, 'slug', tag => tag.slug)
    unique(at('customFields'), tenant.customFields, 'key', field => field.key)
    unique(at('channels'), tenant.channels, 'id', channel => channel.id)
    unique(at('agents'), tenant.agents, 'id', agent => agent.id)
    unique(at('agents'), tenant.agents, 'email', agent => agent.email.toLowerCase())
    unique(at('snippets'), tenant.snippets, 'id', snippet => snippet.id)
    if (tenant.teams.filter(team => team.default).length > 1) {
      problems.push({ path: at('teams'), message: 'more than one team is the default' })
    }
    const slugs = tenant.tags.map(({ slug }) => slug)
    for (const [g, { parent }] of tenant.tags.entries()) {
      if (parent !== undefined && !slugs.includes(parent))
        problems.push({ path: at('tags', g, 'parent'), message: `${parent} is no tag of this tenant` })
    }
    for (const [s, { team, channel }] of tenant.sla.entries()) {
      if (team !== undefined && !tenant.teams.some(({ id }) => id === team))
        problems.push({ path: at('sla', s, 'team'), message: `${team} is no team of this tenant` })
      if (channel !== undefined && !atenderChannels.includes(channel))
        problems.push({
          path: at('sla', s, 'channel'),
          message: `must be one of ${atenderChannels.join(', ')}`,
        })
    }
    const promised = webhookRules.keptForSeconds / 86_400
    if ((tenant.retention.deliveryDays ?? promised) < promised)
      problems.push({ path: at('retention', 'deliveryDays'), message: `must be ${promised} or more` })
    const owner = new Map<string, string>()
    for (const [i, team] of tenant.teams.entries()) {
      for (const [c, channel] of team.channels.entries()) {
        const path = at('teams', i, 'channels', c)
        if (!atenderChannels.includes(channel)) {
          problems.push({ path, message: `must be one of ${atenderChannels.join(', ')}` })
        }
        if (owner.has(channel))
          problems.push({ path, message: `${channel} belongs to ${owner.get(channel)} already` })
        owner.set(channel, team.id)
      }
    }
    for (const [f, field] of tenant.customFields.entries()) {
      if ((field.type === 'select') !== field.options.length > 0) {
        problems.push({
          path: at('customFields', f),
          message: 'options belong to a select field, which needs some',
        })
      }
    }
  }
  return problems
}
