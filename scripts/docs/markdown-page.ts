/** Markdown of this repository as a part of a page: headings with anchors, diagrams, and links that lead within the site. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import GithubSlugger from 'github-slugger'
import { Marked, type Tokens } from 'marked'
import { renderDiagram } from './diagram.ts'
import { escapeHtml } from './html.ts'
import type { Links } from './links.ts'
import { renderSteps } from './workflow-steps.ts'

/** @param source path of the Markdown, relative to the repository */
export const renderText = (repository: string, source: string, text: string, links: Links): string => {
  const slugger = new GithubSlugger()
  /** What the links of the paragraph at hand lead to. */
  let linked: string[] = []
  const up = '../'
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = slugger.slug(text.replaceAll(/[`*]/g, ''))
        const anchor = `<a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}${depth > 1 ? anchor : ''}</h${depth}>\n`
      },
      link({ href, title, tokens }) {
        const target = links.from(source, href)
        if (target.source !== undefined) linked.push(target.source)
        const tooltip = title ? ` title="${escapeHtml(title)}"` : ''
        return `<a href="${escapeHtml(target.href)}"${tooltip}>${this.parser.parseInline(tokens)}</a>`
      },
      image({ href, text }) {
        return `<img src="${escapeHtml(links.from(source, href).href)}" alt="${escapeHtml(text)}" loading="lazy">`
      },
      code({ text, lang = '' }) {
        if (lang === 'mermaid') return `<div class="diagram" tabindex="0">${renderDiagram(text)}</div>\n`
        return codeBlock(text, lang)
      },
      paragraph({ tokens }) {
        linked = []
        const html = `<p>${this.parser.parseInline(tokens)}</p>\n`
        return html + linked.map(file => shown(repository, file, up)).join('')
      },
      table(token) {
        return `<div class="scroll" tabindex="0">${tableOf(token, cells => this.parser.parseInline(cells))}</div>\n`
      },
    },
  })
  return marked.parse(text, { async: false })
}

/** What a program prints is no command: it has another frame, and no button. */
const codeBlock = (text: string, language: string): string => {
  const isAnswer = ['text', 'json', 'http'].includes(language)
  return `<div class="code${isAnswer ? ' answer' : ''}"><pre tabindex="0"><code>${escapeHtml(text)}\n</code></pre></div>\n`
}

const tableOf = (
  { header, rows }: Tokens.Table,
  inline: (tokens: Tokens.TableCell['tokens']) => string,
): string => {
  const head = header.map(({ tokens }) => `<th scope="col">${inline(tokens)}</th>`)
  const body = rows.map(row => `<tr>${row.map(({ tokens }) => `<td>${inline(tokens)}</td>`).join('')}</tr>`)
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
}

/** A workflow that a paragraph leads to is shown as its steps below it, a file of examples as its source. */
const shown = (repository: string, file: string, up: string): string => {
  const path = join(repository, file)
  if (file.startsWith('openapi/workflows/')) return renderSteps(path, up)
  if (!file.startsWith('examples/')) return ''
  const source = readFileSync(path, 'utf8').trimEnd()
  return `<details class="file"><summary>${escapeHtml(basename(file))}</summary>${codeBlock(source, '')}</details>\n`
}
