/** A contract as Markdown, for programs that read text: the same facts as its page. */
import {
  type Content,
  follow,
  type OpenApiDocument,
  operationsOf,
  type Parameter,
  type Place,
  type Schema,
} from '../openapi-document.ts'
import { groupsOf } from './facts.ts'
import type { Contract } from './fidelity.ts'

/** @param document with provenance spread over it */
export function renderMarkdown(document: OpenApiDocument): string {
  const { title, version, summary, description } = document.info
  return joined([
    `# ${title} (${version})`,
    summary && `> ${oneLine(summary)}`,
    description,
    ...(document.tags ?? []).flatMap(tag => [`## ${tag.name}`, tag.description]),
    '## Operations',
    ...operationsOf(document, 'paths').map(place =>
      operationText(document, place, `${place.method.toUpperCase()} ${place.at}`),
    ),
    ...(document.webhooks ? ['## Events'] : []),
    ...operationsOf(document, 'webhooks').map(place => operationText(document, place, place.at)),
    '## Schemas',
    ...Object.entries(document.components?.schemas ?? {}).map(([name, schema]) =>
      joined([`### ${name}`, schema.description, fieldList(document, schema)]),
    ),
  ])
}

/**
 * What there is to read, for a program that starts here (llmstxt.org).
 *
 * @param pages the guides and the manual, by their places in the site
 */
export const renderLlms = (
  contracts: readonly Contract[],
  pages: readonly { file: string; title: string }[],
): string => {
  const listed = (section: string) =>
    pages
      .filter(({ file }) => file.startsWith(section))
      .map(({ file, title }) => `- [${title}](./${file.replace(/html$/, 'md')})`)
      .join('\n')
  return joined([
    '# conversation-contracts',
    '> OpenAPI 3.1 contracts of two helpdesk APIs that open conversations from outside, with a reference server, a mock, clients and contract tests.',
    '## Guides',
    listed('guides/'),
    '## Contracts',
    contracts
      .map(({ name, document: { info } }) =>
        [
          `- [${info.title}](./${name}.md): ${oneLine(info.summary ?? '')}`,
          `- [${info.title}, OpenAPI as JSON](./${name}.json)`,
          `- [${info.title}, OpenAPI as YAML](./${name}.yaml)`,
          `- [${info.title}, collection for Postman](./${name}.postman.json)`,
          `- [${info.title}, collection for Bruno](./${name}.bruno.json)`,
        ].join('\n'),
      )
      .join('\n'),
    '- [How much of the contracts is known](./fidelity.md)',
    '- [What has changed](./changes.md)',
    '## Manual',
    listed('manual/'),
    '- [JSON Schema of the workspace file](./workspace.schema.json)',
    '## Optional',
    '- [All of it in one file](./llms-full.txt)',
  ])
}

/** The fidelity page for programs: a table for each operation and schema. */
export const renderFidelityText = (contracts: readonly Contract[]): string =>
  joined([
    '# How much of this is known',
    ...contracts.flatMap(({ document }) => [
      `## ${document.info.title}`,
      ...groupsOf(document).flatMap(({ title, name, facts }) => [
        `### ${title}`,
        ...(document.info['x-left-open'] ?? [])
          .filter(({ for: names }) => names.includes(name))
          .map(({ page, says }) => `[The page that leaves it open](${page}): ${oneLine(says)}`),
        [
          '| what | kind | provenance | in words |',
          '|---|---|---|---|',
          ...facts.map(
            fact => `| ${[fact.name, fact.kind, fact.provenance, fact.description].map(cell).join(' | ')} |`,
          ),
        ].join('\n'),
      ]),
    ]),
  ])

const cell = (text: string): string => oneLine(text).replaceAll('|', '\\|')

const joined = (parts: readonly (string | undefined)[]): string =>
  `${parts
    .map(part => part?.trim() ?? '')
    .filter(part => part !== '')
    .join('\n\n')}\n`

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

function operationText(document: OpenApiDocument, { operation }: Place, heading: string): string {
  const { summary, description, operationId, parameters = [], requestBody, responses = {} } = operation
  const scopes = operation['x-required-scopes'] ?? []
  const facts = [
    operationId && `operationId \`${operationId}\``,
    operation['x-provenance'] && `provenance ${operation['x-provenance']}`,
    scopes.length > 0 && `scopes ${scopes.map(scope => `\`${scope}\``).join(', ')}`,
  ].filter(Boolean)
  const body = requestBody && follow(document, requestBody)
  return joined([
    `### ${heading}`,
    summary,
    description,
    facts.length > 0 ? `${facts.join('; ')}.` : undefined,
    parameters.length > 0 ? parameters.map(one => parameterLine(document, one)).join('\n') : undefined,
    body?.content && joined(['Body:', ...contentTexts(document, body.content)]),
    'Answers:',
    Object.entries(responses)
      .map(([status, written]) => {
        const response = follow(document, written)
        return `- \`${status}\`: ${oneLine(response.description ?? '')}`
      })
      .join('\n'),
    ...Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, written]) => contentTexts(document, follow(document, written).content ?? {})),
  ])
}

function parameterLine(document: OpenApiDocument, written: Parameter): string {
  const { name, in: place, required, schema, description } = follow(document, written)
  const type = schema && typeOf(document, schema)
  return `- \`${name}\` (${[place, type, required && 'required'].filter(Boolean).join(', ')}): ${oneLine(description ?? '')}`
}

/** Of each media type its schema by name, and an example. */
const contentTexts = (document: OpenApiDocument, content: Content): string[] =>
  Object.entries(content).flatMap(([type, { schema, example, examples }]) => {
    const [first] = Object.values(examples ?? {})
    const value = first ? follow(document, first as Schema & typeof first).value : example
    return [
      `\`${type}\`${schema ? `: ${typeOf(document, schema)}` : ''}`,
      ...(value === undefined
        ? []
        : [`\`\`\`json\n${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}\n\`\`\``]),
    ]
  })

/** A schema in a few words: its name where it has one. */
function typeOf(document: OpenApiDocument, schema: Schema): string {
  const [, name] = /\/schemas\/(\w+)$/.exec(schema.$ref ?? '') ?? []
  if (name !== undefined) return `\`${name}\``
  const { type, items, enum: values } = follow(document, schema)
  if (Array.isArray(values)) return values.map(value => `\`${JSON.stringify(value)}\``).join(' or ')
  const own = [type ?? 'any'].flat().join(' or ')
  return items ? `${own} of ${typeOf(document, items as Schema)}` : own
}

const fieldList = (document: OpenApiDocument, schema: Schema): string => {
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const own = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { description = '' } = { ...follow(document, property), ...property }
    const facts = [typeOf(document, property), required.has(name) && 'required', property['x-provenance']]
    return `- \`${name}\` (${facts.filter(Boolean).join(', ')}): ${oneLine(description)}`
  })
  const partsOf = (keyword: 'allOf' | 'oneOf', lead: string) =>
    ((schema[keyword] ?? []) as Schema[]).map(part =>
      part.$ref === undefined ? fieldList(document, part) : `- ${lead} ${typeOf(document, part)}`,
    )
  const parts = [...partsOf('allOf', 'and the fields of'), ...partsOf('oneOf', 'either')]
  return [...own, ...parts].filter(text => text !== '').join('\n')
}
