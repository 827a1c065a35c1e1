/** What runs of `verify --record` saw, held against the facts of a contract. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Fact, Group } from './facts.ts'

const text = v.string()
const run = v.object({
  api: text,
  host: text,
  date: text,
  confirmed: v.array(text),
  contradicted: v.array(v.object({ pointer: text, rule: text, expected: text })),
})
const file = v.object({ runs: v.array(run) })

export type Run = v.InferOutput<typeof run>

/**
 * Reads what was recorded.
 *
 * @throws Error naming the file, when it is none of `verify --record`
 */
export function readEvidence(path: string): Run[] {
  try {
    return v.parse(file, JSON.parse(readFileSync(path, 'utf8'))).runs
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`)
  }
}

interface Sighting {
  host: string
  date: string
}

/** What was seen of one fact. */
export interface Observation {
  confirmed: Sighting[]
  contradicted: (Sighting & { rule: string; expected: string })[]
}

/** A fact that was seen. */
export interface Observed extends Observation {
  /** What it is, for people: its group and its name; of what is no fact of its own, where it stands. */
  title: string
  name: string
  provenance: Fact['provenance'] | undefined
}

/** By JSON Pointer into the contract. */
export function observationsOf(runs: readonly Run[], api: string): Map<string, Observation> {
  const all = new Map<string, Observation>()
  const at = (pointer: string): Observation => {
    const observation = all.get(pointer) ?? { confirmed: [], contradicted: [] }
    all.set(pointer, observation)
    return observation
  }
  for (const { host, date, confirmed, contradicted } of runs.filter(one => one.api === api)) {
    for (const pointer of confirmed) at(pointer).confirmed.push({ host, date })
    for (const { pointer, rule, expected } of contradicted)
      at(pointer).contradicted.push({ host, date, rule, expected })
  }
  return all
}

/** The facts of a contract that were seen, in its order, and then what stands elsewhere in it. */
export function observedOf(groups: readonly Group[], seen: ReadonlyMap<string, Observation>): Observed[] {
  const rest = new Map(seen)
  const facts = groups.flatMap(({ title, facts }) =>
    facts.flatMap(({ name, provenance, pointer = '' }) => {
      const observation = rest.get(pointer)
      rest.delete(pointer)
      return observation ? [{ title, name, provenance, ...observation }] : []
    }),
  )
  const others = [...rest]
    .filter(([, { contradicted }]) => contradicted.length > 0)
    .map(([pointer, observation]) => ({ title: pointer, name: '', provenance: undefined, ...observation }))
  return [...facts, ...others]
}
