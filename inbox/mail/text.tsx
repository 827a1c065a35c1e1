const ADDRESS = /\bhttps?:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?]/g

/** Plain text: its addresses are links, and what it quotes at the end is folded. */
export function PlainText({ text }: { text: string }) {
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n')
  let first = lines.length
  while (first > 0 && /^(>|\s*$)/.test(lines[first - 1] ?? '')) first--
  const quoted = lines.slice(first).join('\n').trim()
  const said = lines.slice(0, quoted === '' ? undefined : first).join('\n')
  if (said.trim() === '') return <p class="plain-text">{linked(text)}</p>
  return (
    <>
      <p class="plain-text">{linked(said)}</p>
      {quoted !== '' && (
        <details class="quoted">
          <summary>Quoted text</summary>
          <p class="plain-text">{quoted}</p>
        </details>
      )}
    </>
  )
}

function linked(text: string) {
  const found = [...text.matchAll(ADDRESS)]
  if (found.length === 0) return text
  let last = 0
  const parts = found.flatMap(({ 0: address, index }) => {
    const before = text.slice(last, index)
    last = index + address.length
    return [
      before,
      <a key={index} href={address} target="_blank" rel="noopener noreferrer nofollow">
        {address}
      </a>,
    ]
  })
  return [...parts, text.slice(last)]
}
