import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Form } from '../direct.ts'
import type { Db } from '../store.ts'
import { run } from './direct.ts'
import { type Asking, isSmall, kindOf, manyOf } from './many.ts'

type Target = Pick<pg.ClientBase, 'query'>
type Rows = Record<string, unknown>[]

interface Waiting extends Asking {
  resolve(rows: Rows): void
  reject(error: unknown): void
}

/** Not more values than these go with one query. */
const MOST = 64

/** Those who ask, until they are asked for. */
export interface Together {
  rows(query: CompiledQuery, parameters: unknown[], form: Form, values: object): Promise<Rows>
  readonly isEmpty: boolean
  /**
   * Asks for all that wait: each query once, whoever many want it. Resolves when all of them are answered.
   *
   * @param again whether the rest is asked one by one where a query for many fails
   */
  ask(target: Target, again: boolean): Promise<void>
}

/**
 * Holds prepared queries back, so that those who ask the same at the same moment are answered by one query: what a query
 * costs here, on the way and in PostgreSQL is mostly the same for one row and for many.
 *
 * @param db builds the queries
 * @param isAsked called when the first one waits
 */
export function createTogether(db: Db, isAsked: () => void): Together {
  let waiting: Waiting[] = []

  return {
    rows: (query, parameters, form, values) =>
      new Promise<Rows>((resolve, reject) => {
        waiting.push({ query, parameters, form, values, resolve, reject })
        if (waiting.length === 1) isAsked()
      }),
    get isEmpty() {
      return waiting.length === 0
    },
    async ask(target, again) {
      const all = waiting
      waiting = []
      await Promise.all(grouped(all).map(group => askMany(target, db, group, again)))
    },
  }
}

/** In the order in which they came. */
function grouped(all: Waiting[]): [Waiting, ...Waiting[]][] {
  const open = new Map<object, Map<string, [Waiting, ...Waiting[]]>>()
  const groups: [Waiting, ...Waiting[]][] = []
  for (const one of all) {
    if (!isSmall(one)) {
      groups.push([one])
      continue
    }
    const kinds = open.get(one.form.build) ?? new Map<string, [Waiting, ...Waiting[]]>()
    open.set(one.form.build, kinds)
    const kind = kindOf(one)
    const group = kinds.get(kind)
    if (group && group.length < MOST) group.push(one)
    else {
      const begun: [Waiting, ...Waiting[]] = [one]
      kinds.set(kind, begun)
      groups.push(begun)
    }
  }
  return groups
}

async function askMany(
  target: Target,
  db: Db,
  group: [Waiting, ...Waiting[]],
  again: boolean,
): Promise<void> {
  const alone = async ({ query, parameters, resolve, reject }: Waiting) => {
    try {
      resolve(await run(target, query, parameters))
    } catch (error) {
      reject(error)
    }
  }
  if (group.length === 1) return await alone(group[0])
  try {
    const { query, parameters, split } = manyOf(db, group)
    const each = split(await run(target, query, parameters))
    for (const [index, { resolve }] of group.entries()) resolve(each[index] ?? [])
  } catch (error) {
    // Whose values are to blame shows when each asks alone.
    if (again) await Promise.all(group.map(alone))
    else for (const { reject } of group) reject(error)
  }
}
