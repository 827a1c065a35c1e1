/** What a page may do, written into the page itself, as it is read from disk and from any host. */
import { createHash } from 'node:crypto'

/**
 * A Content Security Policy: these scripts run, nothing else does, and nothing is fetched but pictures from beside the page.
 *
 * @param style the page's only style sheet; undefined where scripts make styles
 */
export const policyOf = (scripts: Iterable<string>, style?: string): string => {
  const hashes = [...scripts].map(sha256)
  return [
    "default-src 'none'",
    `script-src ${hashes.length > 0 ? hashes.join(' ') : "'none'"}`,
    `style-src ${style === undefined ? "'unsafe-inline'" : sha256(style)}`,
    "img-src 'self' data:",
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** @returns the page with the policy of the scripts in it, before everything that it is about */
export const withPolicy = (html: string): string =>
  html.replace(
    '<head>',
    `<head>\n<meta http-equiv="Content-Security-Policy" content="${policyOf(scriptsOf(html))}">`,
  )

/** The inline scripts of a page. One ends at the first `</script>`, whatever it says before. */
const scriptsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/<script(?:\s[^>]*)?>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script))

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
