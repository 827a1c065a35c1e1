import { Refusal } from '../errors/refusal.ts'

/**
 * Runs `work`; what the engine calls unavailable becomes a `Refusal` that says so.
 *
 * @param isUnavailable whether the database cannot serve for now, though the request is right
 */
export async function guarded<T>(
  isUnavailable: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw new Refusal('unavailable', 'The server is not available for now. Try again later.', {
      cause: error,
    })
  }
}
