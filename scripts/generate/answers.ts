/** answers.ts: what a client is promised of each answer, small enough to be brought along and checked. */
import { follow, type OpenApiDocument, operationsOf, type Schema } from '../openapi-document.ts'

/**
 * @returns the source of answers.ts, without its banner
 * @throws Error naming a refusal that two operations document differently
 */
export const renderAnswers = (document: OpenApiDocument): string => {
  const shapes = createShapes(document)
  const successes = new Map<string, string[]>()
  const problems = new Map<string, string>()
  for (const { at, method, operation } of operationsOf(document, 'paths')) {
    for (const [status, written] of Object.entries(operation.responses ?? {})) {
      const { content = {} } = follow(document, written)
      const schema = content['application/json']?.schema
      const shape = schema === undefined ? '0' : shapes.of(schema)
      if (status.startsWith('2')) {
        const line = `    ${quote(`${method.toUpperCase()} ${at}`)}: ${shape},`
        successes.set(status, [...(successes.get(status) ?? []), line])
      } else if (problems.has(status) && problems.get(status) !== shape) {
        throw new Error(`${operation.operationId} documents another ${status} than the operations before it.`)
      } else problems.set(status, shape)
    }
  }
  const usual = problems.get('default') ?? '0'
  const special = [...problems].filter(([status, shape]) => status !== 'default' && shape !== usual)
  return [
    ...shapes.declarations(),
    '/** By status the operations that answer it when all went well, each with what it answers; 0 for what is no JSON. */',
    'export const successes = {',
    ...[...successes].sort().flatMap(([status, lines]) => [`  ${status}: {`, ...lines, '  },']),
    '} as const',
    '',
    '/** The answers of all operations to what did not, by status; 0 for every other one. */',
    `export const problems = { 0: ${usual}${special.map(([status, shape]) => `, ${status}: ${shape}`).join('')} } as const`,
    '',
  ].join('\n')
}

/** Writes each schema of the document once, under its name, after those that it needs. */
const createShapes = (document: OpenApiDocument) => {
  const declared = new Map<string, string>()

  /** A shape, as client/shape.ts reads it. */
  const of = (schema: Schema): string => {
    const name = schema.$ref?.split('/').at(-1)
    if (name === undefined) return literal(schema)
    if (!declared.has(name)) {
      const source = literal(follow(document, schema))
      // What is short is written where it is used.
      if (!source.startsWith('{')) return source
      declared.set(name, `const ${shapeOf(name)} = ${source} as const\n`)
    }
    return shapeOf(name)
  }

  const literal = (schema: Schema): string => {
    const branches = (schema.oneOf as Schema[] | undefined) ?? []
    if (branches.length > 0) return union(schema, branches)
    if (schema.allOf !== undefined && schema.type === undefined) return `{ ${members(schema).join(', ')} }`
    const types = [schema.type].flat()
    if (types.includes('array')) return `[${of(schema.items as Schema)}]`
    if (!types.includes('object')) return quote(types.map(type => kinds[String(type)] ?? '').join(''))
    const all = members(schema)
    return all.length === 0 ? quote('o') : `{ ${all.join(', ')} }`
  }

  /**
   * The members that have to be there, are never null, and that programs go by: ids, what has an enum, and the lists
   * that an answer is about, its entries and its violations; of what has no id, every text and number.
   */
  const members = (schema: Schema): string[] => {
    const required = (schema.required as string[] | undefined) ?? []
    const isThing = required.includes('id')
    return [
      ...((schema.allOf as Schema[] | undefined) ?? []).flatMap(part => members(follow(document, part))),
      ...required.flatMap(name => {
        const member = follow(document, schema.properties?.[name] ?? {})
        if (Array.isArray(member.type)) return []
        if (isThing && !/(^|_)id$|Id$/.test(name) && member.enum === undefined) return []
        const isOfObjects =
          member.type === 'array' && follow(document, member.items as Schema).type === 'object'
        return [`${name}: ${isOfObjects ? of(member) : quote(kinds[String(member.type)] ?? '')}`]
      }),
    ]
  }

  /**
   * The id, where all branches have one, and the member that tells them apart, whatever it says; and what each branch
   * promises besides, but for those that we only assume.
   */
  const union = ({ discriminator }: Schema, branches: Schema[]): string => {
    const { propertyName, mapping } = discriminator as {
      propertyName: string
      mapping: Record<string, string>
    }
    const all = branches.map(branch => members(follow(document, branch)))
    const isTelling = (member: string) => ['id', propertyName].includes(member.split(':')[0] ?? '')
    const shared = (all[0] ?? []).filter(
      member => isTelling(member) && all.every(one => one.includes(member)),
    )
    const each = Object.entries(mapping).flatMap(([value, $ref]) => {
      const branch: Schema = { $ref }
      return follow(document, branch)['x-provenance'] === 'assumed' ? [] : [`${value}: ${of(branch)}`]
    })
    return `{ ${shared.join(', ')}, $: ${quote(propertyName)}, $of: { ${each.join(', ')} } }`
  }

  return { of, declarations: () => [...declared.values()] }
}

/** A schema may have the name of something that every program knows: `Error`. */
const shapeOf = (schema: string): string => `${schema.charAt(0).toLowerCase()}${schema.slice(1)}`

/** The letter of a type; a value may be of each whose letter stands there. */
const kinds: Record<string, string> = {
  string: 's',
  integer: 'n',
  number: 'n',
  boolean: 'b',
  object: 'o',
  array: 'a',
  null: '0',
}

const quote = (text: string): string => `'${text.replaceAll("'", "\\'")}'`
