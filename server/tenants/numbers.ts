import { NUMBERS } from '../store/next-id.ts'

/** How the numbers of a tenant become ids. */
export interface Numbers {
  /** The id before its first one. */
  base: number
  /** What older versions stored: up to here a number is the id itself. */
  after: number
}

/** The number that a tenant's row has in Fernand's API, counted in that tenant alone. */
export const numberOf = (id: number): number => id % NUMBERS

/** The id of a tenant's row that has this number; one that no row has for a number that it cannot have. */
export function idOf({ base, after }: Numbers, number: number): number {
  if (number <= after) return number
  return number < NUMBERS ? base + number : -1
}
