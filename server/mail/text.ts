const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Plain text as HTML that shows the same: nothing in it is a mark, line breaks stay. */
export const textToHtml = (text: string): string =>
  text === ''
    ? ''
    : `<div style="white-space: pre-wrap">${text.replace(/[&<>"']/g, sign => entities[sign] ?? sign)}</div>`

/** At most so many characters (code points), the last one `…` when there were more. What reads as one stays whole. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let [kept, used] = ['', 0]
  for (const { segment } of graphemes.segment(text)) {
    used += [...segment].length
    if (used <= most - 1) kept += segment
    if (used > most) return `${kept.trimEnd()}…`
  }
  return text
}

const graphemes = new Intl.Segmenter()
