import type { components } from '../../generated/fernand/types.ts'
import type { Refusal } from '../errors/refusal.ts'

type Schemas = components['schemas']

/** Fernand's error body: a sentence, and the violations of a 400. */
export const errorBody = ({ message, violations }: Refusal): Schemas['Error'] | Schemas['ValidationError'] =>
  violations.length > 0 ? { error: message, errors: violations } : { error: message }
