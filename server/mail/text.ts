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
