/** What a page may do, written into the page itself, as it is read from disk and from any host. */
import { createHash } from 'node:crypto'

/**
 * @returns the page with a Content Security Policy: its own scripts run, by their hashes, nothing else does, and nothing
 * is fetched but pictures from beside it
 */
export const withPolicy = (html: string): string => {
  const hashes = [...scriptsOf(html)].map(
    script => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  const policy = [
    "default-src 'none'",
    `script-src ${hashes.length > 0 ? hashes.join(' ') : "'none'"}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  // Before everything that it is about.
  return html.replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
}

/** The inline scripts of a page. One ends at the first `</script>`, whatever it says before. */
const scriptsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/<script(?:\s[^>]*)?>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script))
