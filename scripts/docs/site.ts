/** The guides and the manual: the Markdown of docs/ as pages, and what they lead to. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { escapeHtml, page } from './html.ts'
import { linksOf, placeOf, publishedMarkdown } from './links.ts'
import { renderText } from './markdown-page.ts'
import { TEXT_STYLE } from './style.ts'
import { publishedWorkflow } from './workflow-steps.ts'

/** A file of the site, by its place in it. */
export interface SiteFile {
  readonly file: string
  readonly content: string | Buffer
}

/** A page that was Markdown. */
export interface TextPage {
  /** Relative to the repository. */
  readonly source: string
  /** Its place in the site; the same text as Markdown stands beside it. */
  readonly file: string
  readonly title: string
  readonly text: string
}

/** Each with the page that lists its pages, in the order that it has them. */
const SECTIONS = [
  { name: 'Guides', index: 'docs/guides/README.md' },
  { name: 'Manual', index: 'docs/README.md' },
]

/**
 * @param repository absolute path
 * @param changes what has changed, as Markdown
 * @throws Error when a link leads to nothing, or a page is missing in the list of its section
 */
export const siteFiles = (repository: string, changes: string): SiteFile[] => [
  ...SECTIONS.flatMap(({ name, index }) => {
    const pages = pagesOf(repository, index)
    return pages.flatMap((one, position) => [
      { file: one.file, content: renderPage(repository, name, pages, position) },
      {
        file: one.file.replace(/html$/, 'md'),
        content: publishedMarkdown(one.source, one.text, linksOf(repository, 'md')),
      },
    ])
  }),
  ...changesOf(repository, changes),
  ...['docs/pictures', 'examples', 'openapi/workflows'].flatMap(folder => copiesOf(repository, folder)),
]

/** The guides, then the manual, each with its list first. */
export const textPages = (repository: string): TextPage[] =>
  SECTIONS.flatMap(({ index }) => pagesOf(repository, index))

/** A section's list and the pages that it leads to. */
const pagesOf = (repository: string, index: string): TextPage[] => {
  const folder = posix.dirname(index)
  const read = (source: string): TextPage => {
    const text = readFileSync(join(repository, source), 'utf8')
    return { source, file: placeOf(source) ?? source, title: titleOf(text) ?? source, text }
  }
  const list = read(index)
  const listed = [...list.text.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, href = '']) =>
    posix.join(folder, href),
  )
  const sources = [...new Set(listed)].filter(source => placeOf(source)?.startsWith(posix.dirname(list.file)))
  const missing = readdirSync(join(repository, folder))
    .map(name => posix.join(folder, name))
    .filter(source => source.endsWith('.md') && source !== index && !sources.includes(source))
  if (missing.length > 0) throw new Error(`${index} does not list ${missing.join(', ')}.`)
  return [list, ...sources.map(read)]
}

const renderPage = (repository: string, section: string, pages: TextPage[], position: number): string => {
  const [one, before, after] = [pages[position], pages[position - 1], pages[position + 1]]
  if (one === undefined) throw new Error(`${section} has no page ${position}.`)
  const link = ({ file, title }: TextPage, label = title) => {
    const isHere = file === one.file ? ' aria-current="page"' : ''
    return `<a href="${posix.basename(file)}"${isHere}>${escapeHtml(label)}</a>`
  }
  const body = `<div class="with-pages">
<article>
${renderText(repository, one.source, one.text, linksOf(repository))}
<nav class="neighbours" aria-label="Next to this page">${before && position > 1 ? link(before, `← ${before.title}`) : ''}${after ? link(after, `${after.title} →`) : ''}</nav>
</article>
<nav class="pages" aria-label="${section}"><h2>${section}</h2><ul>${pages.map((other, index) => `<li>${link(other, index === 0 ? 'Overview' : other.title)}</li>`).join('')}</ul></nav>
</div>`
  return page(`${one.title} · Conversation contracts`, body, TEXT_STYLE, one.file)
}

/** What changed, for people and as Markdown. */
const changesOf = (repository: string, text: string): SiteFile[] => {
  const source = 'CHANGELOG.md'
  return [
    { file: 'changes.html', content: renderAlone(repository, source, text, 'changes.html') },
    { file: 'changes.md', content: publishedMarkdown(source, text, linksOf(repository, 'md')) },
  ]
}

/**
 * A page of Markdown that belongs to no section.
 *
 * @param source where its links start, relative to the repository
 * @param at its place in the site
 */
const renderAlone = (repository: string, source: string, text: string, at: string): string => {
  const title = titleOf(text) ?? at
  const body = `<article>\n${renderText(repository, source, text, linksOf(repository))}</article>`
  return page(`${title} · Conversation contracts`, body, TEXT_STYLE, at)
}

const titleOf = (text: string): string | undefined => /^# (.+)$/m.exec(text)?.[1]

/** Removes from the built site what an earlier build had of these and this one has not. */
export const removeOthers = (folder: string, files: readonly SiteFile[]): void => {
  const made = new Set(files.map(({ file }) => file))
  for (const part of ['guides', 'manual', 'examples', 'workflows']) {
    for (const entry of readdirSync(join(folder, part), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && !made.has(relative(folder, path))) rmSync(path)
    }
  }
}

const copiesOf = (repository: string, folder: string): SiteFile[] =>
  readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== 'redocly.yaml')
    .map(entry => {
      const source = posix.relative(repository, posix.join(entry.parentPath, entry.name))
      const content = readFileSync(join(repository, source))
      const isWorkflow = source.endsWith('.arazzo.yaml')
      return {
        file: placeOf(source) ?? source,
        content: isWorkflow ? publishedWorkflow(content.toString()) : content,
      }
    })
