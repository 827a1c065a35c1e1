/**
 * Gives the memory of bytes back at once that nobody reads any more: the garbage collector does not see how large they
 * are, and a few large messages would add up before it looks.
 *
 * @param bytes with a buffer of their own, not a part of a larger one; empty afterwards
 */
export function release(bytes: Uint8Array<ArrayBuffer>): void {
  bytes.buffer.transfer(0)
}
