import type { components } from '../../generated/atender/types.ts'
import type { Refusal } from '../errors/refusal.ts'

type Schemas = components['schemas']

/** Atender's error body: a stable code, a sentence, and the violations of a 400. */
export const errorBody = ({
  code,
  message,
  violations,
}: Refusal): Schemas['Error'] | Schemas['ValidationError'] =>
  violations.length > 0 ? { error: code, message, errors: violations } : { error: code, message }
