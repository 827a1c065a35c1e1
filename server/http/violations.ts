import type { Violation } from '../errors/refusal.ts'
import type { Unmet } from './bounds.ts'
import { formats } from './formats.ts'
import { escapeSegment, segments, valueAt } from './pointer.ts'

/** An error of the validator: `path` begins with the part of the request, such as `/body/contact/email`. */
export interface ValidatorError {
  path: string
  message: string
  errorCode?: string
}

/** The body of a request, and whether its operation must have one. */
interface Body {
  body: unknown
  isRequired: boolean
  /** What `unmetChoices` has found in it: the validator says of each alternative that it is required. */
  unmet: readonly Unmet[]
}

const missing: Violation = { path: '', code: 'required', message: 'the body is required' }

/** `to, cc and bcc`. */
const listed = new Intl.ListFormat('en-GB')

/** The validator echoes a failed `if` beside the violation that made it fail. */
const echoes = new Set(['if', 'allOf'])

/** The validator's errors as the contract's violations, each one once. */
export function toViolations(errors: ValidatorError[], { body, isRequired, unmet }: Body): Violation[] {
  const found = new Map<string, Violation>()
  const alternatives = new Set(unmet.flatMap(({ path, oneOf }) => oneOf.map(name => `${path}/${name}`)))
  const places = new Set(unmet.map(({ path }) => path))
  for (const error of errors) {
    const violation = toViolation(error, body)
    if (!violation) continue
    const { path, code } = violation
    if (code === 'required' && alternatives.has(path)) continue
    if (code === 'anyOf' && places.has(path)) continue
    found.set(`${violation.in} ${violation.path} ${violation.code}`, violation)
  }
  for (const { path, name, oneOf } of unmet) {
    const message = `${name && `${name}: `}one of ${listed.format(oneOf)} is required`
    found.set(`choice ${path} ${message}`, { path, code: 'anyOf', message })
  }
  if (body !== undefined) return [...found.values()]
  // The validator takes a body for required when its schema has required members, whatever the contract says.
  const rest = [...found.values()].filter(one => one.in !== undefined || one.path !== '')
  return isRequired ? [missing, ...rest] : rest
}

function toViolation(error: ValidatorError, body: unknown): Violation | undefined {
  const code = (error.errorCode ?? '').replace('.openapi.validation', '').replace('x-eov-', '')
  if (echoes.has(code)) return undefined
  const [, part = '', rest = ''] = /^\/(\w+)(.*)/s.exec(error.path) ?? []
  if (part === 'body') {
    const path = code === 'additionalProperties' ? escapeMember(rest, body) : rest
    return { path, code, message: describe(path, code, error.message, valueAt(body, path)) }
  }
  const place = part === 'params' ? 'path' : part === 'headers' ? 'header' : 'query'
  return { in: place, path: rest, code, message: describe(rest, code, error.message, undefined) }
}

/** A sentence that names the value by its members: `contact.email must be a valid e-mail address`. */
function describe(path: string, code: string, message: string, value: unknown): string {
  const name = segments(path).join('.') || 'the body'
  switch (code) {
    case 'dependentRequired':
      return `${name} is required with ${/ when property (\S+)/.exec(message)?.[1]}`
    case 'required':
      return `${name} is required`
    case 'additionalProperties':
      return `${name} is not a member of this object`
    case 'type':
      return `${name} ${message.replaceAll(',', ' or ')}`
    case 'minLength':
      return message.endsWith('fewer than 1 characters') ? `${name} must not be empty` : `${name} ${message}`
    case 'pattern':
      return `${name} has a character or a form that is not allowed here: it ${message}`
    case 'format': {
      const format = /"([^"]+)"$/.exec(message)?.[1] ?? ''
      return `${name} ${typeof value === 'string' && formats[format] ? formats[format].explain(value) : message}`
    }
    default:
      return `${name} ${message}`
  }
}

/** The validator appends an unknown member's name as it is; a name with `/` or `~` must be escaped. */
function escapeMember(path: string, body: unknown): string {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const name = path.slice(slash + 1)
    const parent = valueAt(body, path.slice(0, slash))
    if (typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)) {
      return `${path.slice(0, slash)}/${escapeSegment(name)}`
    }
  }
  return path
}
