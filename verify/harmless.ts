/**
 * What keeps a server from doing harm that takes what it should refuse: nothing that is there is named, and no mail
 * goes to a stranger before a person could take it back.
 */

/** Ids of nothing: a number within every bound, and a UUID. */
export const NO_NUMBER = 4_294_967_295
export const NO_UUID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
/** In seconds: as late as a mail may leave. */
export const LATER = 86_400

/**
 * The body of an example, made so. The member that is broken on purpose stays as it is.
 *
 * @param broken JSON Pointer into the body; empty for the body as a whole
 * @param mark a word that nothing else is called
 */
export function harmless(body: unknown, broken: string, mark: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const members = body as Record<string, unknown>
  const [, kept] = broken.split('/')
  const sends = 'to' in members || 'delay' in members || kept === 'to'
  const instead: Record<string, unknown> = {
    ...('externalReference' in members ? { externalReference: mark } : {}),
    ...('to' in members ? { to: `${mark}@example.com` } : {}),
    ...('ids' in members ? { ids: [NO_NUMBER] } : {}),
    ...(sends ? { delay: LATER } : {}),
  }
  if (kept !== undefined) delete instead[kept]
  return { ...members, ...instead }
}
