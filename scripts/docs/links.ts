/** Where what the Markdown of this repository links to is found in the site. */
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface Links {
  /**
   * @param source of the link, relative to the repository
   * @param href as it stands there
   * @returns the link in the page that is made of it, and of which file of the repository that is made, if of any
   * @throws Error when it leads to what the site does not have
   */
  from(source: string, href: string): { href: string; source?: string }
}

/** The place in the site of a file of the repository; undefined where it has none. */
export const placeOf = (file: string, extension: 'html' | 'md' = 'html'): string | undefined => {
  const text = (folder: string, name: string) =>
    `${folder}/${name === 'README' ? 'index' : name}.${extension}`
  const [, guide] = /^docs\/guides\/([\w-]+)\.md$/.exec(file) ?? []
  if (guide !== undefined) return text('guides', guide)
  const [, page] = /^docs\/([\w-]+)\.md$/.exec(file) ?? []
  if (page !== undefined) return text('manual', page)
  if (file === 'CONTRIBUTING.md') return text('manual', 'contributing')
  if (file === 'CHANGELOG.md') return `changes.${extension}`
  if (file === 'README.md') return 'index.html'
  if (file.startsWith('docs/pictures/')) return file.replace('docs/', 'manual/')
  if (file.startsWith('openapi/workflows/')) return file.replace('openapi/', '')
  // A test runner would take it for a test of the project that the site is copied into.
  const isTest = file.endsWith('.test.js')
  return file.startsWith('examples/') ? `${file}${isTest ? '.txt' : ''}` : undefined
}

/** @param extension of the pages that links lead to: `md` in the Markdown that is published beside them */
export const linksOf = (repository: string, extension: 'html' | 'md' = 'html'): Links => ({
  from(source, href) {
    const at = placeOf(source, extension)
    const within = (place: string) => posix.relative(posix.dirname(at ?? ''), place)
    // The reference server shows the site itself.
    const [, own] = /^http:\/\/127\.0\.0\.1:3000\/docs\/(.+)$/.exec(href) ?? []
    if (own !== undefined) return { href: within(own) }
    if (/^(https?:|mailto:|#)/.test(href)) return { href }
    const [path = '', fragment] = href.split('#')
    const file = posix.join(posix.dirname(source), path)
    const place = placeOf(file, extension)
    if (place === undefined || !existsSync(join(repository, file))) {
      throw new Error(`${source} links to ${href}, which the site does not have.`)
    }
    return { href: within(place) + (fragment === undefined ? '' : `#${fragment}`), source: file }
  },
})

/** The same text with its links as the site has them. */
export const publishedMarkdown = (source: string, text: string, links: Links): string =>
  text.replaceAll(/\]\(([^)\s]+)\)/g, (_, href) => `](${links.from(source, href).href})`)
