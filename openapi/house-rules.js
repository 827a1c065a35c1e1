/**
 * House rules for the contracts that an assertion in redocly.yaml cannot say.
 * They run on the documents as written, before anything is bundled.
 *
 * @typedef {{ source: { absoluteRef: string }, child(keys: (string | number)[]): Location, key(): Location }} Location
 * @typedef {object} Context
 * @property {(problem: { message: string, location?: object }) => void} report
 * @property {(node: unknown, from?: string) => { node?: any, location?: Location }} resolve
 * @property {Location} location where the node stands, after its `$ref` is followed
 * @property {Record<string, unknown>} rawNode the node as written, which may be a `$ref`
 * @property {{ name: string }} type
 * @property {string | number} key
 * @property {unknown} parent
 */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const KEY = 'x-provenance'
const VALUES = ['documented', 'described', 'assumed', 'ours']
const CHOICE = VALUES.join(', ')

/** The folders of a contract that hold nothing but the targets of a `$ref`. */
const SPLIT_FOLDERS = ['paths', 'webhooks', 'components']

/** @param {any} node */
const states = node => node?.[KEY] !== undefined

/**
 * Every operation, response status and schema property says where it is known from: itself, or the nearest thing
 * above it. A schema that is reached by `$ref` is read in many places, so what stands above the `$ref` does not
 * count for what is inside; what stands beside the `$ref` counts for the property that holds it.
 * A response needs no check of its own: it has at least its operation's.
 */
function Provenance() {
  /** For each schema that the walk is in: is what it holds covered? @type {boolean[]} */
  const covered = []
  const isCovered = () => covered.at(-1) ?? true
  let pathItemStates = false

  /** @param {any} node @param {Context} ctx */
  const checkValue = (node, ctx) => {
    if (!states(node) || VALUES.includes(node[KEY])) return
    ctx.report({
      message: `${KEY} is ${JSON.stringify(node[KEY])}. Write one of ${CHOICE}.`,
      location: ctx.location.child([KEY]),
    })
  }

  return {
    any: { enter: checkValue },
    // What stands beside a $ref belongs to the place that refers and is not part of the resolved node.
    ref: { enter: checkValue },
    PathItem: {
      /** @param {any} pathItem */
      enter(pathItem) {
        pathItemStates = states(pathItem)
      },
    },
    Operation: {
      /** @param {any} operation @param {Context} ctx */
      enter(operation, ctx) {
        if (states(operation) || pathItemStates) return
        ctx.report({
          message: `This operation does not say where it is known from. Add ${KEY}: one of ${CHOICE}.`,
          location: ctx.location.key(),
        })
      },
    },
    Schema: {
      /** @param {any} schema @param {Context} ctx */
      enter(schema, ctx) {
        const stands = ctx.rawNode === schema && !isComponent(ctx)
        covered.push(states(schema) || (stands && isCovered()))
      },
      leave() {
        covered.pop()
      },
    },
    SchemaProperties: {
      /** @param {Record<string, any>} properties @param {Context} ctx */
      enter(properties, ctx) {
        if (isCovered()) return
        for (const [name, property] of Object.entries(properties)) {
          if (states(property) || states(ctx.resolve(property).node)) continue
          ctx.report({
            message: `Property \`${name}\` does not say where it is known from. Add ${KEY} (one of ${CHOICE}) to it, or at the root of the schema.`,
            location: ctx.location.child([name]).key(),
          })
        }
      },
    },
  }
}

/** A schema directly under `components/schemas` of the index. @param {Context} ctx */
const isComponent = ctx => /^#\/components\/schemas\/[^/]+$/.test(/** @type {any} */ (ctx.location).pointer)

/** What narrows a value down: a vendor seldom prints it, so each says by itself where it is known from. */
const CONSTRAINTS = [
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minProperties', 'maxProperties', 'additionalProperties', 'allOf', 'anyOf', 'if', 'dependentRequired'],
  ...['x-max-depth', 'x-max-json-bytes', 'x-max-decoded-bytes'],
]
const ASSUMED = 'x-assumed'
const PRINTED = 'x-printed'

/** @param {any} schema @returns {string[]} */
const constraintsOf = schema =>
  CONSTRAINTS.filter(
    keyword =>
      schema[keyword] !== undefined && (keyword !== 'additionalProperties' || schema[keyword] === false),
  )

/**
 * A constraint of what is documented or described is ours, and listed in `x-assumed`, or it is printed, and
 * `x-printed` names the page. What is assumed, or ours, as a whole needs no list.
 */
function ConstraintsLabelled() {
  /** What the walk is in: the provenance of the schema, or undefined within a branch, which narrows its schema. */
  /** @type {(string | undefined)[]} */
  const around = []
  /** @type {string | undefined} */
  let operation
  /** @type {string | undefined} */
  let parameter
  return {
    Operation: {
      /** @param {any} node */
      enter(node) {
        operation = node[KEY]
      },
    },
    Parameter: {
      /** @param {any} node */
      enter(node) {
        parameter = node[KEY] ?? operation
      },
      leave() {
        parameter = undefined
      },
    },
    Schema: {
      /** @param {any} schema @param {Context} ctx */
      enter(schema, ctx) {
        const stands = ctx.rawNode === schema && !isComponent(ctx)
        const inherited = around.length > 0 ? around.at(-1) : (parameter ?? operation)
        const provenance = schema[KEY] ?? (stands ? inherited : 'documented')
        around.push(provenance)
        const isBranch = SAME_OBJECT.some(keyword =>
          String(/** @type {any} */ (ctx.location).pointer).includes(`/${keyword}`),
        )
        const assumed = schema[ASSUMED] ?? []
        const printed = schema[PRINTED] ?? {}
        const has = constraintsOf(schema)
        const report = (/** @type {string} */ message, /** @type {string} */ key) =>
          ctx.report({ message, location: ctx.location.child([key]).key() })
        for (const keyword of assumed) {
          if (!has.includes(keyword))
            report(`${ASSUMED} names \`${keyword}\`, which is no constraint here.`, ASSUMED)
        }
        for (const [keyword, page] of Object.entries(printed)) {
          if (!has.includes(keyword))
            report(`${PRINTED} names \`${keyword}\`, which is no constraint here.`, PRINTED)
          if (!/^https:\/\//.test(String(page)))
            report(`${PRINTED} gives no page for \`${keyword}\`.`, PRINTED)
        }
        if (provenance === 'assumed' || provenance === 'ours' || isBranch) return
        for (const keyword of has) {
          if (assumed.includes(keyword) || keyword in printed) continue
          report(
            `\`${keyword}\` narrows what is ${provenance ?? 'documented'}, and does not say whether the vendor prints it. List it in ${ASSUMED}, or name the page in ${PRINTED}.`,
            keyword,
          )
        }
      },
      leave() {
        around.pop()
      },
    },
  }
}

/** Where a keyword's schema speaks of the same object as the schema around it. */
const SAME_OBJECT = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']

/**
 * What `required` names is a property of the schema, of what it is composed of, or of the schema around it:
 * `anyOf: [{ required: [to] }, { required: [cc] }]` beside `properties` is right, a misspelt name is not.
 */
function RequiredPropertiesDefined() {
  /** @type {Set<string>[]} */
  const known = []
  return {
    Schema: {
      /** @param {any} schema @param {Context} ctx */
      enter(schema, ctx) {
        const keyword = typeof ctx.key === 'number' ? SAME_OBJECT[0] : ctx.key
        const around = SAME_OBJECT.includes(String(keyword)) ? [...(known.at(-1) ?? [])] : []
        const names = new Set([...around, ...propertyNames(schema, ctx)])
        known.push(names)
        for (const [index, name] of (schema.required ?? []).entries()) {
          if (names.has(name)) continue
          ctx.report({
            message: `\`required\` names \`${name}\`, which is not a property here. Add it to \`properties\`, or mend the spelling.`,
            location: ctx.location.child(['required', index]),
          })
        }
      },
      leave() {
        known.pop()
      },
    },
  }
}

/**
 * @param {any} schema
 * @param {Context} ctx
 * @param {string} [from] the file that a `$ref` in the schema is relative to
 * @param {Set<unknown>} [seen]
 * @returns {string[]} the properties of a schema and of everything it is composed of
 */
function propertyNames(schema, ctx, from = ctx.location.source.absoluteRef, seen = new Set()) {
  if (!schema || typeof schema !== 'object' || seen.has(schema)) return []
  seen.add(schema)
  const own = Object.keys(schema.properties ?? {})
  const target = schema.$ref ? ctx.resolve(schema, from) : undefined
  const targets = target?.location
    ? propertyNames(target.node, ctx, target.location.source.absoluteRef, seen)
    : []
  const parts = SAME_OBJECT.flatMap(keyword => schema[keyword] ?? [])
  return [...own, ...targets, ...parts.flatMap(part => propertyNames(part, ctx, from, seen))]
}

/** A file in the folders of a contract that no `$ref` leads to is a forgotten one. */
function NoUnusedFiles() {
  /** @type {Set<string>} */
  const used = new Set()
  return {
    ref: {
      /** @param {unknown} _ref @param {Context} _ctx @param {{ location?: Location }} target */
      enter(_ref, _ctx, target) {
        if (target.location) used.add(target.location.source.absoluteRef)
      },
    },
    Root: {
      /** @param {unknown} _root @param {Context} ctx */
      leave(_root, ctx) {
        const folder = dirname(ctx.location.source.absoluteRef)
        for (const file of filesIn(folder)) {
          if (used.has(file)) continue
          ctx.report({
            message: `Nothing refers to ${relative(folder, file)}. Refer to it with a $ref, or delete it.`,
            location: ctx.location.child(['paths']).key(),
          })
        }
      },
    },
  }
}

/** @param {string} folder the folder of an index @returns {string[]} absolute, sorted */
const filesIn = folder =>
  SPLIT_FOLDERS.map(name => join(folder, name))
    .filter(path => existsSync(path))
    .flatMap(path => readdirSync(path, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

export default function houseRules() {
  return {
    id: 'house',
    rules: {
      oas3: {
        provenance: Provenance,
        'constraints-labelled': ConstraintsLabelled,
        'required-properties-defined': RequiredPropertiesDefined,
        'no-unused-files': NoUnusedFiles,
      },
    },
  }
}
