/** Why a key cannot be made or revoked: a sentence for the person who asked, for each reason. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}
