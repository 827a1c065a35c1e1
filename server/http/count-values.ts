/**
 * Whether JSON holds more values than that, members and entries counted together, before anything is made of it: a few
 * bytes of text can be very many objects. Linear in its length, and done at the first one too many.
 */
export function hasMoreValues(json: Uint8Array, most: number): boolean {
  let values = 1
  for (let at = 0; at < json.length; at++) {
    const sign = json[at]
    if (sign === 0x22) at = endOfText(json, at + 1)
    // `,`, `[` and `{`
    else if (sign === 0x2c || sign === 0x5b || sign === 0x7b) {
      values++
      if (values > most) return true
    }
  }
  return false
}

/** Where the text that begins there has its second quote; the end of the bytes when it has none. */
function endOfText(json: Uint8Array, begin: number): number {
  const quote = json.indexOf(0x22, begin)
  if (quote === -1) return json.length
  if (json[quote - 1] !== 0x5c) return quote
  let at = begin
  while (at < json.length && json[at] !== 0x22) at += json[at] === 0x5c ? 2 : 1
  return at
}
