/** The frame of the hand-made pages: no script, and nothing that is loaded from anywhere. */

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

/** The one piece of Markdown that descriptions use inside a sentence. */
export const inline = (text: string): string =>
  escapeHtml(text.replaceAll(/\s+/g, ' ').trim()).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

export const page = (title: string, body: string, style = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`

const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1d2430, #e4e7ec);
  --quiet: light-dark(#5b6472, #9aa4b2);
  --line: light-dark(#dde1e7, #2e3540);
  --back: light-dark(#fff, #14171c);
  --panel: light-dark(#f6f7f9, #1b1f26);
  --link: light-dark(#1f5fbf, #82b1ff);
  --documented: light-dark(#17734a, #5fcf9b);
  --described: light-dark(#8a5a00, #e0b152);
  --assumed: light-dark(#a33a2c, #f08d7e);
}
* { box-sizing: border-box }
body {
  margin: 0 auto; max-width: 66rem; padding: 3rem 1.5rem 6rem;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: var(--text); background: var(--back); overflow-wrap: break-word;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.015em }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem }
p { margin: 0 0 1rem; max-width: 46rem }
a { color: var(--link); text-underline-offset: .15em }
code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
.quiet { color: var(--quiet) }
.badge { font-weight: 600; white-space: nowrap }
.documented { color: var(--documented) }
.described { color: var(--described) }
.assumed { color: var(--assumed) }
`
