/** What an answer has to be at least, as generated/<api>/answers.ts writes it from the contract. */
export type Shape =
  /** The kinds that a value may be of, a letter each; `''` for any. */
  | string
  /** A list, each entry of which has that shape. */
  | readonly [Shape]
  /** An object with these members; what else it holds is nobody's business. */
  | { readonly [member: string]: Shape | Variants }

/** Under `$of`: more of it, by the value of the member that `$` names. A value that is not listed has nothing more. */
type Variants = { readonly [value: string]: Shape }

/** What the operations of a contract answer, by status. */
export type Answers = {
  /** By method and path; 0 for what is no JSON. */
  successes: Readonly<Record<number, Readonly<Record<string, Shape | 0>>>>
  /** By status; 0 for every other one. */
  problems: Readonly<Record<number, Shape>>
}

const letter = (value: unknown): string =>
  value === null ? '0' : Array.isArray(value) ? 'a' : (typeof value).charAt(0)

/** Whether a value is at least of that shape. */
export function has(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return shape === '' || shape.includes(letter(value))
  if (Array.isArray(shape)) return Array.isArray(value) && value.every(entry => has(shape[0], entry))
  if (letter(value) !== 'o') return false
  const object = value as Readonly<Record<string, unknown>> // its letter says so
  const { $, $of, ...members } = shape as Readonly<Record<string, Shape>> & { $?: string; $of?: Variants }
  for (const name in members) if (!has(members[name] ?? '', object[name])) return false
  return !$of || has($of[String(object[$ ?? ''])] ?? '', value)
}
