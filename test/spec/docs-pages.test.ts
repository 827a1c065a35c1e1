/** What the pages of the guides and the manual are made of, and what is refused when they are made. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { renderDiagram } from '../../scripts/docs/diagram.ts'
import { removeOthers, siteFiles } from '../../scripts/docs/site.ts'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { root, temporaryFolder } from '../support/process.ts'

/** A copy of what the pages are made of, with this added to one file. */
const copyWith = (file: string, text: string): string => {
  const copy = temporaryFolder()
  const parts = ['docs', 'examples', 'openapi/workflows', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md']
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
  const path = join(copy, file)
  writeFileSync(path, `${existsSync(path) ? readFileSync(path, 'utf8') : ''}\n${text}\n`)
  return copy
}

it.each([
  [
    'a page that no list has',
    'docs/guides/lost.md',
    '# Lost',
    'docs/guides/README.md does not list docs/guides/lost.md.',
  ],
  [
    'a link to nothing',
    'docs/mock.md',
    '[x](nothing.md)',
    'docs/mock.md links to nothing.md, which the site does not have.',
  ],
  [
    'a link out of the site',
    'docs/mock.md',
    '[x](../server/app.ts)',
    'docs/mock.md links to ../server/app.ts, which the site does not have.',
  ],
  [
    'a diagram that is not understood',
    'docs/mock.md',
    '```mermaid\nsequenceDiagram\n  loop x\n```',
    'No line of a sequence diagram that is known here: loop x',
  ],
])('%s is told by name', (_what, file, text, message) => {
  expect(() => siteFiles(copyWith(file, text), '# What has changed')).toThrow(message)
})

it('a diagram is a picture with a title, with each word of its labels, in the colours of the page', () => {
  for (const { code } of codeBlocksOf('docs/guides/agent-reply.md').filter(
    ({ language }) => language === 'mermaid',
  )) {
    const svg = renderDiagram(code)
    expect(svg).toMatch(
      /^<svg class="sequence" role="img" .*<title>An agent&#39;s reply comes as a signed webhook<\/title>/,
    )
    const words = [...code.matchAll(/: (.+)/g)].slice(1).flatMap(([, label = '']) => label.split(' '))
    for (const word of words) expect(svg).toContain(word)
    expect(svg).not.toMatch(/style=|fill=|stroke=/)
  }
})

it('a page that is gone is taken out of what was built before', () => {
  const [folder, files] = [temporaryFolder(), siteFiles(root, '# What has changed')]
  for (const { file, content } of [...files, { file: 'guides/gone.html', content: '' }]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  removeOthers(folder, files)
  expect(existsSync(join(folder, 'guides/gone.html'))).toBe(false)
  for (const { file } of files) expect([file, existsSync(join(folder, file))]).toEqual([file, true])
})
