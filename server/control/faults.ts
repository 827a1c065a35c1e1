import type { components } from '../../generated/control/types.ts'

/** What can go wrong. */
export type FaultKind = components['schemas']['FaultKind']

/** A rule that makes requests fail. */
export interface FaultRule {
  id: string
  what: FaultKind
  /** The operationId; null for every one. */
  operation: string | null
  /** How often it still hits; null for ever. */
  remaining: number | null
  probability: number
  seconds: number
  hits: number
  /** Gives the numbers that are held against the probability. */
  random: () => number
}

/** The rules of a tenant, in the order in which they were made; the first that hits counts. */
export class Faults {
  #next = 1
  #rules: FaultRule[] = []

  get all(): readonly FaultRule[] {
    return this.#rules
  }

  add({ seed, ...rule }: Omit<FaultRule, 'id' | 'hits' | 'random'> & { seed: number }): FaultRule {
    const whole = { ...rule, id: `f${this.#next++}`, hits: 0, random: randomOf(seed) }
    this.#rules.push(whole)
    return whole
  }

  clear(): void {
    this.#rules = []
  }

  /** What is to go wrong with a request to an operation, if anything. */
  take(operation: string): Pick<FaultRule, 'what' | 'seconds'> | undefined {
    for (const rule of this.#rules) {
      if (rule.operation !== null && rule.operation !== operation) continue
      if (rule.remaining === 0 || rule.random() >= rule.probability) continue
      if (rule.remaining !== null) rule.remaining--
      rule.hits++
      return rule
    }
    return undefined
  }
}

/** Mulberry32: the same seed gives the same numbers, from 0 to below 1. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
