/** What a run saw of a vendor, without a word of what was in it. */

import {
  type Api,
  canonical,
  nodeAt,
  type Operation,
  operationsOf,
  pathPattern,
  pointerOf,
} from './contract.ts'
import { judge, membersAt } from './judge.ts'
import type { Answer } from './session.ts'

/** The structure of a JSON value: types in place of values, `*` for the members of what is open to any. */
type Shape = string | Shape[] | { [member: string]: Shape }

/** Answers of one status to one operation. */
interface SeenAnswers {
  operation: string
  status: number
  count: number
  /** Of the first body; null where there was none, or no JSON. */
  shape: Shape | null
}

/** What one run tells of a contract. Pointers are JSON Pointers into it. */
export interface Evidence {
  api: Api
  host: string
  /** Of the run, in UTC: `2026-11-30`. */
  date: string
  seen: SeenAnswers[]
  /** What was seen to be so. */
  confirmed: string[]
  /** What was seen to be otherwise. */
  contradicted: { pointer: string; rule: string; expected: string }[]
}

/** Of a report, what this looks at. */
interface Told {
  baseUrl: string
  results: { pointer: string; outcome: string; told: { pointer: string; rule: string; expected: string }[] }[]
}

/** Takes note of answers as they come. */
export interface Recorder {
  note(answer: Answer): void
  /** @param moment when the run ended, in milliseconds since 1970 */
  evidenceOf(report: Told, moment: number): Evidence
}

export function createRecorder(api: Api): Recorder {
  const operations = operationsOf(api).map(operation => ({
    operation,
    pattern: new RegExp(`^${pathPattern(operation)}$`),
  }))
  const seen = new Map<string, SeenAnswers>()
  const confirmed = new Set<string>()
  return {
    note(answer) {
      const { method, path } = answer.request
      const [bare = ''] = path.split('?')
      const known = operations.find(
        ({ operation, pattern }) => operation.method.toUpperCase() === method && pattern.test(bare),
      )
      if (!known) return
      const { operation } = known
      const name = `${operation.id} ${answer.status}`
      const before = seen.get(name)
      if (before) before.count++
      else
        seen.set(name, {
          operation: operation.id,
          status: answer.status,
          count: 1,
          shape: shapeOf(operation, answer),
        })
      for (const pointer of confirmedBy(operation, answer)) confirmed.add(canonical(api, pointer))
    },
    evidenceOf({ baseUrl, results }, moment) {
      const told = results.flatMap(result => result.told)
      const contradicted = told.map(({ pointer, rule, expected }) => ({
        pointer: canonical(api, pointer),
        rule,
        expected,
      }))
      const kept = results.filter(({ outcome }) => outcome === 'kept')
      const wrong = new Set(contradicted.map(({ pointer }) => pointer))
      for (const { pointer } of kept) confirmed.add(canonical(api, pointer))
      return {
        api,
        host: new URL(baseUrl).host,
        date: new Date(moment).toISOString().slice(0, 10),
        seen: [...seen.values()],
        confirmed: [...confirmed].filter(pointer => !wrong.has(pointer)).toSorted(),
        contradicted,
      }
    },
  }
}

/** What an answer shows to be so: its status, its headers, each member that is there, unless something is wrong with it. */
function confirmedBy(operation: Operation, answer: Answer): string[] {
  const { api, pointer } = operation
  const at = `${pointer}${pointerOf('responses', String(answer.status))}`
  if (nodeAt(api, `${pointer}/responses`)[String(answer.status)] === undefined) return []
  if (judge(operation, answer).length > 0) return []
  const headers = Object.keys((nodeAt(api, at).headers as object | undefined) ?? {})
    .filter(name => answer.headers.has(name))
    .map(name => `${at}${pointerOf('headers', name)}`)
  const body = parsed(answer)
  const members = body === undefined ? [] : membersSeen(api, schemaPointer(at), body)
  return [at, ...headers, ...members]
}

const schemaPointer = (at: string): string => `${at}${pointerOf('content', 'application/json', 'schema')}`

function membersSeen(api: Api, at: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(entry => membersSeen(api, `${at}/items`, entry))
  if (typeof value !== 'object' || value === null) return []
  const known = membersAt(api, at)
  return Object.entries(value).flatMap(([name, member]) => {
    const below = known?.get(name)
    return below === undefined ? [] : [below, ...membersSeen(api, below, member)]
  })
}

function shapeOf({ api, pointer }: Operation, answer: Answer): Shape | null {
  const body = parsed(answer)
  const at = `${pointer}${pointerOf('responses', String(answer.status))}`
  return body === undefined ? null : shaped(api, schemaPointer(at), body)
}

function shaped(api: Api, at: string, value: unknown): Shape {
  if (value === null) return 'null'
  if (Array.isArray(value)) {
    const shapes = value.map(entry => JSON.stringify(shaped(api, `${at}/items`, entry)))
    return [...new Set(shapes)].map(shape => JSON.parse(shape) as Shape)
  }
  if (typeof value !== 'object') return Number.isInteger(value) ? 'integer' : typeof value
  const known = membersAt(api, at)
  // Its names may be a customer's words.
  if (known === undefined && nodeAt(api, at).type !== undefined) return { '*': 'any' }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, shaped(api, known?.get(name) ?? '', member)]),
  )
}

function parsed({ text, headers }: Answer): unknown {
  if (!/json/i.test(headers.get('content-type') ?? '')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
