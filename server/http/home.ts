import type { RequestHandler } from 'express'

/** What runs here, for whoever opens the printed address. */
export interface Home {
  title: string
  /** What each part is, and where. */
  links: { name: string; url: string; about: string }[]
  /** The keys that everybody knows. */
  keys: { api: string; key: string; scopes: string[] }[]
  /** A request of each API, to paste into a shell. */
  requests: { title: string; curl: string }[]
}

/** A page for a browser, JSON for a program. */
export const serveHome =
  (home: () => Home): RequestHandler =>
  (_request, response) => {
    response.format({
      json: () => response.json(home()),
      html: () => response.set('Content-Security-Policy', policy).send(render(home())),
    })
  }

/** The page has no script, and loads nothing. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

const render = ({ title, links, keys, requests }: Home): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<dl>${links.map(({ name, url, about }) => `<dt>${escapeHtml(name)}</dt><dd><a href="${escapeHtml(url)}">${escapeHtml(url)}</a><span>${escapeHtml(about)}</span></dd>`).join('')}</dl>
${keys.length === 0 ? '' : `<h2>Demo keys</h2>\n<dl>${keys.map(({ api, key, scopes }) => `<dt>${escapeHtml(api)}</dt><dd><code>${escapeHtml(key)}</code><span>${escapeHtml(scopes.join(', '))}</span></dd>`).join('')}</dl>`}
${requests.map(({ title, curl }) => `<h2>${escapeHtml(title)}</h2>\n<pre><code>${escapeHtml(curl)}</code></pre>`).join('\n')}
</body>
</html>
`

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1d2430, #e4e7ec); --quiet: light-dark(#5b6472, #9aa4b2);
  --line: light-dark(#dde1e7, #2e3540); --back: light-dark(#fff, #14171c); --panel: light-dark(#f6f7f9, #1b1f26);
  --link: light-dark(#1f5fbf, #82b1ff) }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 54rem; padding: 3rem 1.5rem 6rem; overflow-wrap: anywhere;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: var(--text); background: var(--back) }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1.5rem; letter-spacing: -.015em }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .6rem }
a { color: var(--link); text-underline-offset: .15em }
dl { display: grid; grid-template-columns: max-content 1fr; margin: 0; border-bottom: 1px solid var(--line) }
dt, dd { margin: 0; padding: .55rem 0; border-top: 1px solid var(--line) }
dt { padding-right: 2rem; font-weight: 600 }
dd span { display: block; color: var(--quiet); font-size: .9rem }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { margin: 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--panel);
  white-space: pre-wrap }
`
