/** The frame of the pages that are made here: nothing is loaded from anywhere, and no script runs but the one below. */
import { policyOf } from './policy.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

/** The one piece of Markdown that descriptions use inside a sentence. */
export const inline = (text: string): string =>
  escapeHtml(text.replaceAll(/\s+/g, ' ').trim()).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** What every page leads to, by its place in the site; `lead` stands in front of some. */
const NAVIGATION: readonly (readonly [name: string, file: string, lead?: string])[] = [
  ['Guides', 'guides/index.html'],
  ['Atender', 'atender.html', 'Reference: '],
  ['Fernand', 'fernand.html'],
  ['Control', 'control.html'],
  ['Manual', 'manual/index.html'],
  ['Fidelity', 'fidelity.html'],
  ['What changed', 'changes.html'],
]

/**
 * @param style of this page alone, besides that of all
 * @param at its place in the site, such as `guides/errors.html`: links to the others start there
 * @param script of this page alone
 */
export const page = (title: string, body: string, style = '', at = '', script = ''): string => {
  const css = STYLE + style
  const js = script === '' ? SCRIPT : `${SCRIPT};${script}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf([js], css)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${css}</style>
</head>
<body>
${header(at)}
<main>
${body}
</main>
<script>${js}</script>
</body>
</html>
`
}

const header = (at: string): string => {
  const up = '../'.repeat(at.split('/').length - 1)
  const links = NAVIGATION.map(([name, file, lead = '']) => {
    const isHere = file === at || (file.includes('/') && file.split('/')[0] === at.split('/')[0])
    return `<li>${lead}<a href="${up}${file}"${isHere ? ` aria-current="${file === at ? 'page' : 'true'}"` : ''}>${name}</a></li>`
  })
  return `<header class="site"><a class="brand" href="${up}index.html">Conversation contracts</a>
<nav aria-label="Documentation"><ul>${links.join('')}</ul></nav></header>`
}
