/** Keys that cannot be mixed up: each API's has a type of its own. */

/** `sa_live_…` acts on the production tenant, `sa_test_…` on the sandbox. */
export type AtenderKey = `sa_live_${string}` | `sa_test_${string}`
/** Acts on the whole organization. */
export type FernandKey = `sk_${string}`

/**
 * Makes a key of what an environment variable holds: `atenderKey(process.env.ATENDER_API_KEY)`.
 *
 * @throws TypeError when it cannot be a key; the message does not repeat it
 */
export function atenderKey(text: string | undefined): AtenderKey {
  if (text !== undefined && /^sa_(live|test)_[\x21-\x7e]+$/.test(text)) return text as AtenderKey // just tested
  throw new TypeError('an Atender key begins with sa_live_ or sa_test_')
}

/**
 * Makes a key of what an environment variable holds: `fernandKey(process.env.FERNAND_API_KEY)`.
 *
 * @throws TypeError when it cannot be a key; the message does not repeat it
 */
export function fernandKey(text: string | undefined): FernandKey {
  if (text !== undefined && /^sk_[\x21-\x7e]+$/.test(text)) return text as FernandKey // just tested
  throw new TypeError('a Fernand key begins with sk_')
}
