import type { RequestHandler } from 'express'

/** What runs here, for whoever opens the printed address. */
export interface Home {
  title: string
  /** What each part is, and where. */
  links: { name: string; url: string; about: string }[]
  /** The keys that everybody knows. */
  keys: { api: string; key: string; scopes: string[] }[]
  /** A request of each API, and the same to paste into a shell. */
  requests: {
    title: string
    curl: string
    request: { method: string; url: string; headers: Record<string, string>; body: object }
  }[]
  /** Copies and sends at a click, where the server has the inbox to look at what came of it. */
  script?: string
}

/** A page for a browser, JSON for a program. */
export const serveHome =
  (home: () => Home): RequestHandler =>
  (_request, response) => {
    response.format({
      json: () => response.json({ ...home(), script: undefined }),
      html: () => response.set('Content-Security-Policy', policy).send(render(home())),
    })
  }

/** The page needs no script; one of this server's own may make it handier. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ')

const render = ({ title, links, keys, requests, script }: Home): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
${script === undefined ? '' : `<script type="module" src="${escapeHtml(script)}"></script>\n`}</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<ul class="links">${links.map(link).join('')}</ul>
${requests.map(sample).join('\n')}
${keys.length === 0 ? '' : `<h2>Demo keys</h2>\n<dl>${keys.map(keyLine).join('')}</dl>`}
</main>
</body>
</html>
`

const link = ({ name, url, about }: Home['links'][number]): string =>
  `<li><a href="${escapeHtml(url)}"><strong>${escapeHtml(name)}</strong><code>${escapeHtml(url)}</code><span>${escapeHtml(about)}</span></a></li>`

const copyButton = (text: string, what: string): string =>
  `<button type="button" hidden data-copy="${escapeHtml(text)}" aria-label="Copy ${escapeHtml(what)}">Copy</button>`

const keyLine = ({ api, key, scopes }: Home['keys'][number]): string =>
  `<dt>${escapeHtml(api)}</dt><dd><code>${escapeHtml(key)}</code>${copyButton(key, `the key ${key}`)}<span>${escapeHtml(scopes.join(', '))}</span></dd>`

const sample = (
  { title, curl, request }: Home['requests'][number],
  index: number,
): string => `<h2>${escapeHtml(title)}</h2>
<div class="sample"><pre tabindex="0"><code>${escapeHtml(curl)}</code></pre>
<p class="buttons"><button type="button" class="main" hidden data-send="${escapeHtml(JSON.stringify(request))}" aria-controls="answer-${index}" aria-label="Send it: ${escapeHtml(title)}">Send it</button>${copyButton(curl, 'the command')}</p></div>
<div class="answer" id="answer-${index}" role="status"></div>`

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1d2430, #e4e7ec); --quiet: light-dark(#5b6472, #9aa4b2);
  --line: light-dark(#dde1e7, #2e3540); --back: light-dark(#fff, #14171c); --panel: light-dark(#f6f7f9, #1b1f26);
  --link: light-dark(#1f5fbf, #82b1ff); --main: light-dark(#3451c7, #3d57c4) }
* { box-sizing: border-box }
body { margin: 0; overflow-wrap: anywhere; color: var(--text); background: var(--back);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
main { margin: 0 auto; max-width: 54rem; padding: 3rem 1.5rem 6rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1.5rem; letter-spacing: -.015em }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .6rem }
a { color: var(--link); text-underline-offset: .15em }
.links { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: .75rem; margin: 0;
  padding: 0; list-style: none }
.links a { display: grid; gap: .15rem; height: 100%; padding: .9rem 1.1rem; border: 1px solid var(--line);
  border-radius: .6rem; color: inherit; text-decoration: none; align-content: start }
.links a:hover { border-color: var(--link) }
.links code { overflow: hidden; color: var(--link); font-size: .8rem; text-overflow: ellipsis; white-space: nowrap }
.links span { color: var(--quiet); font-size: .9rem }
dl { display: grid; grid-template-columns: max-content 1fr; margin: 0; border-bottom: 1px solid var(--line) }
dt, dd { margin: 0; padding: .55rem 0; border-top: 1px solid var(--line) }
dt { padding-right: 2rem; font-weight: 600 }
dd span { display: block; color: var(--quiet); font-size: .9rem }
dd button { margin-left: .75rem }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { margin: 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--panel);
  white-space: pre-wrap }
.buttons { display: flex; gap: .5rem; margin: .6rem 0 0 }
button { padding: .3rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--back);
  color: inherit; font: inherit; font-size: .9rem; font-weight: 550; cursor: pointer }
button.main { border-color: transparent; background: var(--main); color: #fff }
button[hidden] { display: none }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.answer:not(:empty) { margin-top: .75rem }
.status { margin: 0 0 .4rem; font-weight: 600 }
.status a { margin-left: .5rem }
@media (max-width: 40rem) { main { padding-top: 1.5rem } button { min-height: 2.6rem } }
`
