/** A stream of bits that the text decides: the same text, the same bits. Not for secrets. */
function bitsOf(text: string): () => number {
  // cyrb128: four lanes of 32 bits, mixed for every character.
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = b ^ Math.imul(a ^ unit, 597399067)
    b = c ^ Math.imul(b ^ unit, 2869860233)
    c = d ^ Math.imul(c ^ unit, 951274213)
    d = a ^ Math.imul(d ^ unit, 2716044179)
  }
  // sfc32, started from the lanes.
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/**
 * Another id of the form that an example has: of a UUID all but its version and variant, of `m-123456` the digits,
 * of 12345 as many digits.
 *
 * @param seed decides which
 */
export function idLike(example: unknown, seed: string): unknown {
  if (typeof example === 'number') return Number(idLike(String(example), seed))
  if (typeof example !== 'string') return example
  const next = bitsOf(seed)
  if (uuid.test(example)) {
    return example.replace(/[\da-f]/gi, (digit, at: number) =>
      at === 14 || at === 19 ? digit : (next() % 16).toString(16),
    )
  }
  let first = true
  return example.replace(/\d/g, () => {
    const digit = first ? 1 + (next() % 9) : next() % 10
    first = false
    return String(digit)
  })
}
