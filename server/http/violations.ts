import type { Violation } from '../errors/refusal.ts'
import { formats } from './formats.ts'

/** An error of the validator: `path` begins with the part of the request, such as `/body/contact/email`. */
interface ValidatorError {
  path: string
  message: string
  errorCode?: string
}

/** What the request held, for naming the value that is wrong. */
interface Parts {
  body: unknown
}

/** The validator echoes a failed `if` beside the violation that made it fail. */
const echoes = new Set(['if', 'allOf'])

/** The validator's errors as the contract's violations, in the order of the body, each one once. */
export function toViolations(errors: ValidatorError[], parts: Parts): Violation[] {
  const found = new Map<string, Violation>()
  for (const error of errors) {
    const violation = toViolation(error, parts)
    if (violation) found.set(`${violation.in} ${violation.path} ${violation.code}`, violation)
  }
  return [...found.values()]
}

function toViolation(error: ValidatorError, parts: Parts): Violation | undefined {
  const code = (error.errorCode ?? '').replace('.openapi.validation', '').replace('x-eov-', '')
  if (echoes.has(code)) return undefined
  const [, part = '', rest = ''] = /^\/(\w+)(.*)$/s.exec(error.path) ?? []
  if (part === 'body') {
    const path = code === 'additionalProperties' ? escapeMember(rest, parts.body) : rest
    return { path, code, message: describe(path, code, error.message, valueAt(parts.body, path)) }
  }
  const place = part === 'params' ? 'path' : part === 'headers' ? 'header' : 'query'
  return { in: place, path: rest, code, message: describe(rest, code, error.message, undefined) }
}

/** A sentence that names the value by its members: `contact.email must be a valid e-mail address`. */
function describe(path: string, code: string, message: string, value: unknown): string {
  const name = segments(path).join('.') || 'the body'
  switch (code) {
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

const unescapeSegment = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~')
const escapeSegment = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** The members that a JSON Pointer (RFC 6901) names. */
const segments = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapeSegment)

function valueAt(value: unknown, pointer: string): unknown {
  let current = value
  for (const segment of segments(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined
    current = (current as Record<string, unknown>)[segment] // just seen to be its own member
  }
  return current
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
